using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.LoadTest.Tests.Calls;

/// <summary>A server process that can be killed and started again on its data.</summary>
internal sealed class CallServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ChildServer _child;

    private CallServer()
    {
        _child = new(
            new(_folder.Path, null, TimeSpan.Zero) { More = [$"--Programmes:Folder={ShortChecks.WriteTo(_folder)}"] },
            number: 1, TimeProvider.System);
    }

    public Uri Address => _child.Address;

    public ServerControl Control => _child.Control;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CallServer> StartAsync()
    {
        var server = new CallServer();
        await server.RestartAsync();
        return server;
    }

    public Task RestartAsync() => _child.StartAsync(new(TimeProvider.System.GetUtcNow(), Speed: 1), Cancelled);

    /// <summary>Kills it like a power cut (SIGKILL).</summary>
    public Task KillAsync() => _child.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _folder.Dispose();
    }
}
