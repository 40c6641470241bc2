namespace Actors.Server.Tests;

/// <summary>
/// A trial on a morning in April 2021, seven times as fast as the wall clock. It runs as long as the tests: for those that read
/// only, or are refused.
/// </summary>
public sealed class TrialServer : IAsyncDisposable
{
    private readonly Lazy<ServerFactory> _server = new(Start);

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _server.Value.Services;

    /// <summary>A client without cookies of others.</summary>
    public HttpClient CreateClient() => _server.Value.CreateClient();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.IsValueCreated ? _server.Value.DisposeAsync() : default;

    private static ServerFactory Start()
    {
        var server = new ServerFactory
        {
            Settings =
            {
                ["Development:Enabled"] = "true", ["Clock:Start"] = "2021-04-05T09:00:00+09:00", ["Clock:Speed"] = "7",
            },
        };
        _ = server.Services; // Starts it, once for all.
        return server;
    }
}
