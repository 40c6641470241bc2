using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Server.Tests.Edge;

/// <summary>Learns from the log of ASP.NET Core which endpoint has run.</summary>
internal sealed class ReachedEndpoints : ILoggerProvider, ILogger
{
    public const string Category = "Microsoft.AspNetCore.Routing.EndpointMiddleware";

    public string? Last { get; set; }

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        // That an endpoint is done may be told when the next request is on its way.
        if (formatter(state, exception) is var text && text.StartsWith("Executing", StringComparison.Ordinal))
        {
            Last = text;
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
