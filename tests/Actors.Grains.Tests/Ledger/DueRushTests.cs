using Actors.Grains.Ledger;
using Actors.Grains.Sweepers;
using Actors.Testing.Engine;
using Actors.Testing.Samples;

namespace Actors.Grains.Tests.Ledger;

/// <summary>Timers make grains punctual, and give way when too many are due at once.</summary>
public class DueRushTests
{
    [Fact]
    public void Places_are_bounded_and_come_back()
    {
        var rush = new DueRush();
        Fill(rush);
        Assert.False(rush.TryEnter());
        rush.Leave();
        Assert.True(rush.TryEnter());
        Assert.False(rush.TryEnter());
    }

    [Fact]
    public Task Timer_that_finds_no_place_leaves_its_grain_to_the_sweeper() => Simulation.RunAsync(3, async simulation =>
    {
        var rush = new DueRush();
        var town = new MailTown(simulation);
        await using var silo = await town.StartAsync(sweeps: false, rush);
        var at = simulation.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await silo.Grains.GetGrain<IMailboxGrain>("ann").SetAlarmAsync(at);
        Fill(rush);

        await simulation.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await MailTown.CountDueAsync(silo, at));

        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            await silo.Grains.GetGrain<ISweeperGrain>(partition).SweepAsync();
        }

        Assert.Equal(0, await MailTown.CountDueAsync(silo, at));
    });

    [Fact]
    public Task Timer_gives_its_place_back() => Simulation.RunAsync(4, async simulation =>
    {
        var rush = new DueRush();
        var town = new MailTown(simulation);
        await using var silo = await town.StartAsync(sweeps: false, rush);
        var at = simulation.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await silo.Grains.GetGrain<IMailboxGrain>("ann").SetAlarmAsync(at);

        await simulation.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(0, await MailTown.CountDueAsync(silo, at));
        Fill(rush);
    });

    private static void Fill(DueRush rush)
    {
        for (var place = 0; place < Limits.DueTimersAtOnce; place++)
        {
            Assert.True(rush.TryEnter());
        }
    }
}
