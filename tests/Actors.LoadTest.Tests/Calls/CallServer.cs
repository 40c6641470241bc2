using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.LoadTest.Tests.Calls;

/// <summary>A server of its own, in a process of its own, that can be killed and started again on what it has stored.</summary>
internal sealed class CallServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ChildServer _child;

    private CallServer()
    {
        _child = new(new(_folder.Path, null, TimeSpan.Zero), TimeProvider.System);
        Control = new(_child.Address);
    }

    public Uri Address => _child.Address;

    public ServerControl Control { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CallServer> StartAsync()
    {
        var server = new CallServer();
        await server.StartAgainAsync();
        return server;
    }

    public Task StartAgainAsync() => _child.StartAsync(TimeProvider.System.GetUtcNow(), Control, Cancelled);

    /// <summary>As a power cut does it.</summary>
    public Task KillAsync() => _child.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        Control.Dispose();
        _folder.Dispose();
    }
}
