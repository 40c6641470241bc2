using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Console;

namespace Actors.Server.Edge;

/// <summary>
/// How many lines of one kind may go to the console: <see cref="Burst"/> at once, then one each <see cref="Interval"/>. What
/// strangers or a fault cause thousands of times a second must not fill the disk. A kind is a category with an event.
/// </summary>
internal sealed class LogBudget(TimeProvider time, EdgeMeter meter)
{
    /// <summary>The lines of a kind that may come at once.</summary>
    public const int Burst = 20;

    /// <summary>The time after which one more may come.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// "Unexpected target grain in request": an error to Orleans, and what happens here whenever a phone hangs up while
    /// something is on its way to it.
    /// </summary>
    private static readonly (string Category, int Event) ToFormerPhone = ("Orleans.Runtime.HostedClient", 100924);

    private readonly ConcurrentDictionary<(string Category, int Event, LogLevel Level), Account> _accounts = [];
    private string? _muted;

    /// <summary>Lets no more lines of categories that begin so pass, because they say nothing from now on.</summary>
    public void Mute(string categories) => _muted = categories;

    /// <summary>Takes a line from the budget.</summary>
    /// <param name="category">The category of the logger.</param>
    /// <param name="id">The event; one without an id is known by its level.</param>
    /// <param name="level">Its level.</param>
    /// <param name="dropped">The lines of this kind that were left out since the last one.</param>
    /// <returns>Whether the line may be written.</returns>
    public bool TryTake(string category, EventId id, LogLevel level, out long dropped)
    {
        dropped = 0;
        if ((category, id.Id) == ToFormerPhone
            || (_muted is { } muted && category.StartsWith(muted, StringComparison.Ordinal)))
        {
            return false;
        }

        if (level == LogLevel.Critical || _accounts.GetOrAdd((category, id.Id, level), _ => new(time)).TryTake(out dropped))
        {
            return true;
        }

        meter.RecordDroppedLine();
        return false;
    }

    private sealed class Account(TimeProvider time)
    {
        private readonly Lock _gate = new();
        private double _left = Burst;
        private long _at = time.GetTimestamp();
        private long _dropped;

        public bool TryTake(out long dropped)
        {
            lock (_gate)
            {
                var now = time.GetTimestamp();
                _left = Math.Min(Burst, _left + (time.GetElapsedTime(_at, now) / Interval));
                _at = now;
                if (_left < 1)
                {
                    dropped = ++_dropped;
                    return false;
                }

                _left--;
                (dropped, _dropped) = (_dropped, 0);
                return true;
            }
        }
    }
}

/// <summary>The console, within a <see cref="LogBudget"/>. It has the alias of the one that it stands for.</summary>
[ProviderAlias("Console")]
internal sealed class BudgetedConsole(ConsoleLoggerProvider console, LogBudget budget) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Replaces the console of the framework.</summary>
    public static void Use(IServiceCollection services)
    {
        services.AddSingleton<LogBudget>();
        if (services.FirstOrDefault(each => each.ImplementationType == typeof(ConsoleLoggerProvider)) is { } console)
        {
            services.Remove(console);
            services.AddSingleton<ConsoleLoggerProvider>();
            services.AddSingleton<ILoggerProvider, BudgetedConsole>();
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(console.CreateLogger(categoryName), categoryName, budget);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The container disposes the console itself.
    }

    private sealed class Logger(ILogger inner, string category, LogBudget budget) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel) || !budget.TryTake(category, eventId, logLevel, out var dropped))
            {
                return;
            }

            inner.Log(logLevel, eventId, state, exception, dropped == 0
                ? formatter
                : (told, why) => $"{formatter(told, why)} ({dropped} lines like this were left out before it.)");
        }
    }
}
