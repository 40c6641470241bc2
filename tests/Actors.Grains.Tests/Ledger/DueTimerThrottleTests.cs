using Actors.Grains.Ledger;
using Actors.Grains.Scheduling;
using Actors.Testing.Clusters;
using Actors.Testing.Samples;

namespace Actors.Grains.Tests.Ledger;

/// <summary>Timers make grains punctual, and give way when too many are due at once.</summary>
public class DueTimerThrottleTests
{
    [Fact]
    public void Places_are_bounded_and_come_back()
    {
        var rush = new DueTimerThrottle();
        Fill(rush);
        Assert.False(rush.TryEnter());
        rush.Leave();
        Assert.True(rush.TryEnter());
        Assert.False(rush.TryEnter());
    }

    [Fact]
    public Task Timer_that_finds_no_place_leaves_its_grain_to_the_sweeper() => GrainCluster.RunAsync(async cluster =>
    {
        var rush = new DueTimerThrottle();
        var town = new MailCluster(cluster);
        var silo = await town.StartAsync(sweeps: false, rush);
        var at = cluster.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await silo.Grains.GetGrain<IMailboxGrain>("ann").SetAlarmAsync(at);
        Fill(rush);

        await cluster.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await MailCluster.CountDueAsync(silo, at));

        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            await silo.Grains.GetGrain<ISweeperGrain>(partition).SweepAsync();
        }

        Assert.Equal(0, await MailCluster.CountDueAsync(silo, at));
    });

    [Fact]
    public Task Timer_gives_its_place_back() => GrainCluster.RunAsync(async cluster =>
    {
        var rush = new DueTimerThrottle();
        var town = new MailCluster(cluster);
        var silo = await town.StartAsync(sweeps: false, rush);
        var at = cluster.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await silo.Grains.GetGrain<IMailboxGrain>("ann").SetAlarmAsync(at);

        await cluster.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(0, await MailCluster.CountDueAsync(silo, at));
        Fill(rush);
    });

    private static void Fill(DueTimerThrottle rush)
    {
        for (var place = 0; place < Limits.DueTimersAtOnce; place++)
        {
            Assert.True(rush.TryEnter());
        }
    }
}
