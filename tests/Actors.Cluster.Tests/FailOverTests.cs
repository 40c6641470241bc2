using Actors.LoadTest.Commands;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.Cluster.Tests;

/// <summary>
/// What three servers on one PostgreSQL guarantee: no acknowledged command is lost or doubled, no prompt is issued twice, no
/// person is blamed, and all people are served again, whatever happens to one of the servers or to the database.
/// </summary>
public sealed class FailOverTests : IAsyncLifetime
{
    private PostgresServer _postgres = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _postgres = await PostgresFixture.StartServerAsync(Stop);

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();

    /// <summary>One life with six disturbances: each server is killed once, and stopped in good order once.</summary>
    [Fact]
    public async Task Each_server_is_killed_and_restarted_in_turn()
    {
        var options = Enumerable.Range(1, 1_000)
            .Select(seed => ClusterLife.Options with { Kills = 3, Restarts = 3, Seed = (ulong)seed }).First(HitsEachServer);
        var (report, record, audit) = await ClusterLife.RunAsync(options, await _postgres.CreateDatabaseAsync(Stop));
        Assert.Equal((3, 3), (report.Kills, report.Restarts));
        foreach (var kind in new[] { DisturbanceKind.Kill, DisturbanceKind.Restart })
        {
            Assert.Equal(
                [0, 1, 2],
                record.FailOvers.Where(failOver => failOver.Kind == kind).Select(failOver => failOver.Server).Order());
        }

        Assert.Equal(options.Servers + 6, await audit.CountWritersAsync(Stop));
    }

    /// <summary>It ends by itself after it wakes: the run waits for that and checks the exit code.</summary>
    [Fact]
    public async Task A_server_that_hangs_is_declared_dead_and_writes_nothing_when_it_wakes()
    {
        var options = ClusterLife.Options with { Pauses = 1 };
        var (report, record, audit) = await ClusterLife.RunAsync(options, await _postgres.CreateDatabaseAsync(Stop));
        Assert.Equal(1, report.Pauses);
        Assert.NotNull(Assert.Single(record.FailOvers).Ended);
        Assert.InRange(await audit.CountFencedAsync(Stop), 1, long.MaxValue);
        Assert.Equal(options.Servers + 1, await audit.CountWritersAsync(Stop));
    }

    [Fact]
    public async Task The_database_is_restarted()
    {
        var database = await _postgres.CreateDatabaseAsync(Stop);
        await ClusterLife.RunAsync(ClusterLife.Options, database, async stop =>
        {
            await _postgres.KillAsync();
            await _postgres.RestartAsync(stop);
        });
    }

    [Fact]
    public async Task Two_start_together_on_an_empty_database()
    {
        using var folder = new TempFolder();
        var storage = new StorageChoice(null, await _postgres.CreateDatabaseAsync(Stop));
        await using var servers = new ServerGroup(LifeProgram.Settings(folder.Path, storage, servers: 2), TimeProvider.System);
        await servers.StartAsync(new(DateTimeOffset.UnixEpoch.AddYears(56), Speed: 1), Stop);
        Assert.Equal(2, servers.Running.Count);
        var landedAt = DateTimeOffset.UnixEpoch.AddYears(56);
        foreach (var server in servers.Running)
        {
            Assert.Equal(20, (await server.EnrolAsync(new("japan-2021", 20, landedAt), Stop)).Count);
        }

        await servers.StopAsync(Stop);
    }

    private static bool HitsEachServer(LifeOptions options) =>
        Disturbance.Draw(options, options.Servers, default, DateTimeOffset.UnixEpoch)
            .Select(one => (one.Kind, one.Server)).Distinct().Count() == 2 * options.Servers;
}
