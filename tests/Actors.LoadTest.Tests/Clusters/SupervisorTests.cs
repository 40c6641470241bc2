using System.Diagnostics;
using System.Threading.Channels;
using Actors.LoadTest.Clusters;
using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.LoadTest.Tests.Clusters;

public sealed class SupervisorTests : IDisposable
{
    private const double Speed = 60;
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_runs_again_and_programme_time_goes_on()
    {
        await using var servers = new ServerGroup(new(_folder.Path, null, TimeSpan.Zero), TimeProvider.System);
        using var supervisor = new Supervisor(
            servers, Speed, pause: TimeSpan.Zero, TimeProvider.System, line => _told.Writer.TryWrite(line));
        await supervisor.StartAsync(Morning, Cancelled);
        var server = Assert.Single(servers.Children);
        var before = await server.Control.ReadClockAsync(Cancelled);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var keeping = supervisor.KeepAsync(stop.Token);
        var killed = server.ProcessId;

        Process.GetProcessById(killed).Kill();

        Assert.StartsWith($"server-1 (process {killed}) ended by SIGKILL.", await _told.Reader.ReadAsync(Cancelled));
        var again = await _told.Reader.ReadAsync(Cancelled);
        Assert.Equal($"server-1 runs again as process {server.ProcessId}.", again);
        Assert.NotEqual(killed, server.ProcessId);
        var after = await server.Control.ReadClockAsync(Cancelled);
        Assert.True(after.Now > before.Now);
        Assert.Equal(Speed, after.Speed);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
        await servers.StopWithinAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, server.ProcessId);
    }

    public void Dispose() => _folder.Dispose();
}
