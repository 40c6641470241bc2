using System.Diagnostics.Metrics;
using Actors.Grains.Ledger;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Ledger;

/// <summary>Ann writes to bob, who cannot be reached, and to cleo, who can.</summary>
public sealed class EffectWatchTests
{
    /// <summary>It was tried every thirty seconds for ever, each time with a write of the state.</summary>
    [Fact]
    public Task Effect_that_fails_for_ever_is_tried_less_and_less_often() => Run(async (cluster, town, silo) =>
    {
        var tries = new List<TimeSpan>();
        var began = cluster.Clock.GetUtcNow();
        town.Route.BeforeDelivery = _ =>
        {
            tries.Add(cluster.Clock.GetUtcNow() - began);
            throw new IOException("The road is blocked.");
        };
        await Mailbox(silo, "ann").SendAsync(new(1), "bob");
        await cluster.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(
            [0, 30, 90, 210, 450, 930, 1_530, 2_130, 2_730, 3_330], tries.Select(each => (int)each.TotalSeconds));
    });

    /// <summary>After 64 others the grain did nothing for anybody any more, and only the log said so.</summary>
    [Fact]
    public Task An_effect_that_fails_for_ever_holds_up_no_others() => Run(async (cluster, town, silo) =>
    {
        Block(town, upTo: 1);
        await Mailbox(silo, "ann").SendAsync(new(1_000), "bob");
        for (var letter = 1UL; letter <= 200; letter++)
        {
            Assert.Null(await Mailbox(silo, "ann").SendAsync(new(letter), "cleo"));
        }

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Mailbox(silo, "cleo").CountAsync()).Received);
    });

    [Fact]
    public Task Effects_that_pile_up_are_refused_by_name_and_taken_again_later() => Run(async (cluster, town, silo) =>
    {
        var ann = Mailbox(silo, "ann");
        Block(town);
        for (var letter = 1UL; letter <= Limits.PendingEffects; letter++)
        {
            Assert.Null(await ann.SendAsync(new(letter), "bob"));
        }

        await cluster.SettleAsync();
        Assert.Equal(LedgerRefusals.Busy, await ann.SendAsync(new(1_000), "bob"));
        Assert.Equal(Limits.PendingEffects, (await ann.CountAsync()).Sent);

        // What has no effects is not concerned.
        await ann.SetAlarmAsync(cluster.Clock.GetUtcNow());
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, (await ann.CountAsync()).Rang);

        town.Route.BeforeDelivery = static _ => Task.CompletedTask;
        await cluster.AdvanceAsync(Limits.LongestEffectDelay);
        Assert.Null(await ann.SendAsync(new(1_000), "bob"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(Limits.PendingEffects + 1, (await Mailbox(silo, "bob").CountAsync()).Received);
    });

    [Fact]
    public Task Stuck_is_what_has_failed_for_minutes() => Run(async (cluster, town, silo) =>
    {
        var watch = silo.Services.GetRequiredService<EffectWatch>();
        var began = cluster.Clock.GetUtcNow();
        Block(town, upTo: 1);
        await Mailbox(silo, "ann").SendAsync(new(1), "bob");
        await Mailbox(silo, "ann").SendAsync(new(2), "cleo");
        await cluster.AdvanceAsync(Limits.StuckEffectAge);
        Assert.Equal(0, watch.Stuck.Count);
        Assert.Equal(1, watch.Pending);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((1, began), (watch.Stuck.Count, watch.Stuck.Oldest));
        Assert.Equal(["mailbox"], watch.Stuck.GrainTypes);
        Assert.Equal((1, 1), (Read(silo, "actors.effects.pending"), Read(silo, "actors.effects.stuck")));

        town.Route.BeforeDelivery = static _ => Task.CompletedTask;
        await cluster.AdvanceAsync(Limits.LongestEffectDelay);
        Assert.Equal((0, 0), (watch.Stuck.Count, watch.Pending));
    });

    /// <summary>The next server tries at once, and knows how long it has been.</summary>
    [Fact]
    public Task Stuck_is_still_known_after_a_kill() => GrainCluster.RunAsync(async cluster =>
    {
        var town = new MailCluster(cluster);
        var first = await town.StartAsync();
        var began = cluster.Clock.GetUtcNow();
        Block(town);
        await Mailbox(first, "ann").SendAsync(new(1), "bob");
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(20));
        await first.KillAsync();
        var second = await town.StartAsync();
        await cluster.AdvanceAsync(Limits.LongestEffectDelay);
        Assert.Equal(began, second.Services.GetRequiredService<EffectWatch>().Stuck.Oldest);
    });

    /// <summary>It may live in another process or be erased, so this process would never report it as well.</summary>
    [Fact]
    public void Grain_of_which_nothing_is_heard_is_forgotten()
    {
        var clock = new TestTimeProvider();
        using var watch = new EffectWatch(clock);
        watch.Set(GrainId.Create("mailbox", "ann"), [clock.GetUtcNow()]);
        clock.Advance(2 * Limits.StuckEffectAge);
        Assert.Equal(1, watch.Stuck.Count);
        clock.Advance(2 * Limits.LongestEffectDelay);
        Assert.Equal(0, watch.Stuck.Count);
    }

    [Fact]
    public void Watch_is_bounded()
    {
        var clock = new TestTimeProvider();
        using var watch = new EffectWatch(clock);
        for (var grain = 0; grain < Limits.WatchedGrains + 10; grain++)
        {
            watch.Set(GrainId.Create("mailbox", $"{grain}"), [clock.GetUtcNow()]);
        }

        clock.Advance(2 * Limits.StuckEffectAge);
        Assert.Equal(Limits.WatchedGrains, watch.Stuck.Count);
    }

    private static void Block(MailCluster town, long upTo = long.MaxValue) => town.Route.BeforeDelivery =
        letter => letter.Sequence <= upTo ? throw new IOException("The road is blocked.") : Task.CompletedTask;

    private static long Read(GrainServer silo, string name)
    {
        var sum = 0L;
        var factory = silo.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == name && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => sum += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }

    private static Task Run(Func<GrainCluster, MailCluster, GrainServer, Task> test) =>
        GrainCluster.RunAsync(async cluster =>
        {
            var town = new MailCluster(cluster);
            await test(cluster, town, await town.StartAsync());
        });

    private static IMailboxGrain Mailbox(GrainServer silo, string name) => silo.Grains.GetGrain<IMailboxGrain>(name);
}
