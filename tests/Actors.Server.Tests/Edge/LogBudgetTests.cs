using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using Actors.Server.Edge;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Actors.Server.Tests.Edge;

/// <summary>Neither strangers nor faults can fill a disk by the log.</summary>
public sealed class LogBudgetTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_storm_of_one_kind_is_bounded_and_counted_and_others_are_still_heard()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var time = new TestTimeProvider();
        var budget = new LogBudget(time, new(services.GetRequiredService<IMeterFactory>(), new()));
        Assert.Equal(LogBudget.Burst, Enumerable.Range(0, 5_000).Count(_ => Take(1, out var _)));
        Assert.True(Take(2, out _));
        Assert.True(budget.TryTake("a", 1, LogLevel.Critical, out _));
        Assert.False(Take(1, out _));
        time.Advance(LogBudget.Interval);
        Assert.True(Take(1, out var dropped));
        Assert.Equal(5_001 - LogBudget.Burst, dropped);
        Assert.False(Take(1, out _));

        bool Take(int id, out long left) => budget.TryTake("a", id, LogLevel.Error, out left);
    }

    [Fact]
    public void What_is_muted_is_not_written_and_not_counted_as_a_storm()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var budget = new LogBudget(TimeProvider.System, new(services.GetRequiredService<IMeterFactory>(), new()));
        budget.Mute("Orleans.");
        Assert.False(budget.TryTake("Orleans.Grain", 1, LogLevel.Error, out _));
        Assert.True(budget.TryTake("Actors.Grains", 1, LogLevel.Error, out _));
    }

    [Fact]
    public void A_message_for_a_phone_that_hung_up_is_no_error()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var budget = new LogBudget(TimeProvider.System, new(services.GetRequiredService<IMeterFactory>(), new()));
        Assert.False(budget.TryTake("Orleans.Runtime.HostedClient", 100924, LogLevel.Error, out _));
        Assert.True(budget.TryTake("Orleans.Runtime.HostedClient", 100927, LogLevel.Error, out _));
    }

    [Fact]
    public async Task The_console_of_the_server_has_a_budget()
    {
        await using var server = new ServerFactory();
        Assert.DoesNotContain(server.Services.GetServices<ILoggerProvider>(), provider => provider is ConsoleLoggerProvider);
        Assert.Contains(server.Services.GetServices<ILoggerProvider>(), provider => provider is BudgetedConsole);
    }

    /// <summary>Bad tokens wrote three lines each: 11 to 20 GB an hour.</summary>
    [Fact]
    public async Task Bad_tokens_write_one_line_a_minute_and_are_counted()
    {
        using var lines = new LineCounter();
        await using var server = new ServerFactory
        {
            Settings = { ["Logging:LogLevel:Default"] = "Information" },
            Replace = services => services.AddSingleton<ILoggerProvider>(lines),
        };
        using var client = server.CreateClient();
        long counted = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, active) =>
        {
            if (instrument.Name == "actors.edge.signins.refused"
                && ReferenceEquals(instrument.Meter.Scope, server.Services.GetRequiredService<IMeterFactory>()))
            {
                active.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => counted += value);
        listener.Start();
        lines.Clear();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");
        for (var request = 0; request < 50; request++)
        {
            using var answer = await client.GetAsync("/hubs/entrant", Cancelled);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(50, counted);
        Assert.Equal(["Actors.Server.Edge.RefusedSignIns"], lines.Categories);
    }

    private sealed class LineCounter : ILoggerProvider
    {
        private readonly List<string> _categories = [];

        public IReadOnlyList<string> Categories
        {
            get
            {
                lock (_categories)
                {
                    return [.. _categories.Where(category => !category.StartsWith("Actors.Storage", StringComparison.Ordinal))];
                }
            }
        }

        public void Clear()
        {
            lock (_categories)
            {
                _categories.Clear();
            }
        }

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
            // It holds nothing.
        }

        private sealed class Logger(LineCounter lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter)
            {
                lock (lines._categories)
                {
                    lines._categories.Add(category);
                }
            }
        }
    }
}
