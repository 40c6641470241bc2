using System.Collections.Concurrent;
using Actors.Domain.Ledger;
using Actors.Storage.Ledger;
using Actors.Testing.Clusters;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Ledger;

public sealed class LedgeredGrainTests
{
    [Fact]
    public Task Command_is_carried_out_once_however_often_it_comes() => Run(async (cluster, _, silo) =>
    {
        var ann = Mailbox(silo, "ann");
        for (var times = 0; times < 3; times++)
        {
            Assert.Null(await ann.SendAsync(new(7), "bob"));
        }

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new(1, 0, 0), await ann.CountAsync());
        Assert.Equal(new(0, 1, 0), await Mailbox(silo, "bob").CountAsync());
    });

    [Fact]
    public Task Command_that_is_refused_changes_nothing_and_says_why() => Run(async (_, _, silo) =>
    {
        Assert.Equal(new Refusal("no-address"), await Mailbox(silo, "ann").SendAsync(new(7), ""));
        Assert.Equal(new(0, 0, 0), await Mailbox(silo, "ann").CountAsync());
        Assert.Empty(await LedgerAsync(silo, "ann"));
    });

    [Fact]
    public Task Ledger_holds_what_happened_in_order_with_its_time() => Run(async (cluster, _, silo) =>
    {
        var ann = Mailbox(silo, "ann");
        await ann.SendAsync(new(1), "bob");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        await ann.SendAsync(new(2), "cleo");
        var events = await LedgerAsync(silo, "ann");
        Assert.Equal([1L, 2L], events.Select(each => each.Sequence));
        Assert.Equal(
            [new MailboxEvent.LetterSent(1, "bob"), new MailboxEvent.LetterSent(2, "cleo")], events.Select(each => each.Body));
        Assert.Equal(TimeSpan.FromSeconds(10), events[1].At - events[0].At);
    });

    [Fact]
    public Task Effect_is_not_carried_out_before_it_is_durable() => Run(async (cluster, town, silo) =>
    {
        var store = cluster.Commits;
        var order = new ConcurrentQueue<string>();
        store.AfterCommit = () =>
        {
            order.Enqueue("committed");
            return Task.CompletedTask;
        };
        town.Route.BeforeDelivery = _ =>
        {
            order.Enqueue("delivered");
            return Task.CompletedTask;
        };
        await Mailbox(silo, "ann").SendAsync(new(1), "bob");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["committed", "delivered", "committed"], order);
    });

    [Fact]
    public Task Command_is_acknowledged_without_waiting_for_its_effects() => Run(async (cluster, town, silo) =>
    {
        var hold = new TaskCompletionSource();
        town.Route.BeforeDelivery = _ => hold.Task;
        Assert.Null(await Mailbox(silo, "ann").SendAsync(new(1), "bob"));
        Assert.Null(await Mailbox(silo, "ann").SendAsync(new(2), "bob"));
        hold.SetResult();
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(new(0, 2, 0), await Mailbox(silo, "bob").CountAsync());
    });

    [Fact]
    public Task Failed_effect_is_tried_again_and_the_others_do_not_wait() => Run(async (cluster, town, silo) =>
    {
        var failures = 2;
        town.Route.BeforeDelivery = id => id.Sequence == 1 && failures-- > 0
            ? throw new IOException("The road is blocked.")
            : Task.CompletedTask;
        await Mailbox(silo, "ann").SendAsync(new(1), "bob");
        await Mailbox(silo, "ann").SendAsync(new(2), "cleo");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Mailbox(silo, "cleo").CountAsync()).Received);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await Mailbox(silo, "bob").CountAsync()).Received);
        Assert.Equal(1, (await Mailbox(silo, "cleo").CountAsync()).Received);
    });

    [Fact]
    public Task An_effect_whose_confirmation_is_lost_is_repeated_and_dropped() => Run(async (cluster, town, silo) =>
    {
        var deliveries = 0;
        town.Route.AfterDelivery = _ => ++deliveries < 3 ? throw new IOException("The answer is lost.") : Task.CompletedTask;
        await Mailbox(silo, "ann").SendAsync(new(1), "bob");
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(3, deliveries);
        Assert.Equal(new(0, 1, 0), await Mailbox(silo, "bob").CountAsync());
        Assert.Single(await LedgerAsync(silo, "bob"));
    });

    [Fact]
    public Task Failed_write_leaves_nothing_behind_in_memory() => Run(async (cluster, _, silo) =>
    {
        var store = cluster.Commits;
        store.BeforeCommit = static () => throw new IOException("The disk is full.");
        await Assert.ThrowsAsync<IOException>(() => Mailbox(silo, "ann").SendAsync(new(1), "bob"));
        store.BeforeCommit = null;
        Assert.Equal(new(0, 0, 0), await Mailbox(silo, "ann").CountAsync());
        Assert.Null(await Mailbox(silo, "ann").SendAsync(new(1), "bob"));
        Assert.Single(await LedgerAsync(silo, "ann"));
    });

    [Fact]
    public Task Commit_whose_answer_is_lost_is_found_done_when_the_command_comes_again() => Run(async (cluster, _, silo) =>
    {
        var store = cluster.Commits;
        store.AfterCommit = static () => throw new IOException("The connection is gone.");
        await Assert.ThrowsAsync<IOException>(() => Mailbox(silo, "ann").SendAsync(new(1), "bob"));
        store.AfterCommit = null;
        Assert.Null(await Mailbox(silo, "ann").SendAsync(new(1), "bob"));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Single(await LedgerAsync(silo, "ann"));
        Assert.Equal(1, (await Mailbox(silo, "bob").CountAsync()).Received);
    });

    [Fact]
    public Task Confirmations_are_written_in_the_end_and_nothing_stays_due() => Run(async (cluster, _, silo) =>
    {
        await Mailbox(silo, "ann").SendAsync(new(1), "bob");
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await MailCluster.CountDueAsync(silo, cluster.Clock.GetUtcNow() + TimeSpan.FromDays(1)));
        await cluster.AdvanceAsync(Limits.EffectGrace + TimeSpan.FromMinutes(1)); // The next sweep.
        Assert.Equal(0, await MailCluster.CountDueAsync(silo, cluster.Clock.GetUtcNow() + TimeSpan.FromDays(1)));
    });

    /// <summary>
    /// An effect that was decided while others were carried out was carried out with them, before its commit. When that
    /// failed, its number went to another effect, which the receiver took for a repeat: one letter without a sender,
    /// and one lost.
    /// </summary>
    [Fact]
    public Task Effect_decided_while_others_are_carried_out_waits_for_its_commit() => Run(async (cluster, town, silo) =>
    {
        var store = cluster.Commits;
        var (road, disk, arrived) = (new Gate(), new Gate(), new Gate());
        var started = new ConcurrentQueue<long>();
        arrived.Open();
        town.Route.BeforeDelivery = id =>
        {
            started.Enqueue(id.Sequence);
            return id.Sequence == 1 ? road.WaitAsync() : Task.CompletedTask;
        };
        town.Route.AfterDelivery = id => id.Sequence == 1 ? arrived.WaitAsync() : Task.CompletedTask;
        var ann = Mailbox(silo, "ann");
        await ann.SendAsync(new(1), "cleo");
        await road.Reached;
        store.BeforeCommit = disk.WaitAsync;
        var second = ann.SendAsync(new(2), "bob");
        await disk.Reached;
        store.BeforeCommit = null;
        road.Open();
        await arrived.Reached;
        await ann.CountAsync();
        Assert.Equal([1L], started);

        disk.Fail(new IOException("The disk is full."));
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Null(await ann.SendAsync(new(3), "bob"));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(new(2, 0, 0), await ann.CountAsync());
        Assert.Equal(1, (await Mailbox(silo, "bob").CountAsync()).Received);
    });

    [Fact]
    public Task Failed_write_is_not_made_up_for_by_the_deactivation() => Run(async (cluster, _, silo) =>
    {
        var store = cluster.Commits;
        var ann = Mailbox(silo, "ann");
        await ann.SendAsync(new(1), "bob");
        await cluster.SettleAsync();
        store.BeforeCommit = () =>
        {
            store.BeforeCommit = null;
            throw new IOException("The disk is full.");
        };
        await Assert.ThrowsAsync<IOException>(() => ann.SendAsync(new(2), "bob"));
        await cluster.SettleAsync();
        Assert.Equal(1, (await ann.CountAsync()).Sent);
    });

    /// <summary>
    /// The row stayed due for as long as the grain was in memory, and the sweeper woke it every second.
    /// </summary>
    [Fact]
    public Task Confirmation_that_comes_during_a_write_is_written_later() => Run(async (cluster, town, silo) =>
    {
        var store = cluster.Commits;
        var (road, disk) = (new Gate(), new Gate());
        town.Route.AfterDelivery = id => id.Sequence == 1 ? road.WaitAsync() : Task.CompletedTask;
        var ann = Mailbox(silo, "ann");
        await ann.SendAsync(new(1), "bob");
        await road.Reached;
        store.BeforeCommit = disk.WaitAsync;
        var alarm = ann.SetAlarmAsync(cluster.Clock.GetUtcNow() + TimeSpan.FromDays(30));
        await disk.Reached;
        store.BeforeCommit = null;
        road.Open();
        await ann.CountAsync();
        disk.Open();
        await alarm;
        await cluster.AdvanceAsync(Limits.EffectGrace + TimeSpan.FromSeconds(2));
        Assert.Equal(0, await MailCluster.CountDueAsync(silo, cluster.Clock.GetUtcNow() + TimeSpan.FromDays(1)));
    });

    private static Task Run(Func<GrainCluster, MailCluster, GrainServer, Task> test) =>
        GrainCluster.RunAsync(async cluster =>
    {
        var town = new MailCluster(cluster);
        await test(cluster, town, await town.StartAsync());
    });

    private static IMailboxGrain Mailbox(GrainServer silo, string name) => silo.Grains.GetGrain<IMailboxGrain>(name);

    private static async Task<IReadOnlyList<LedgerEvent>> LedgerAsync(GrainServer silo, string name) =>
        [.. (await silo.Services.GetRequiredService<LedgerLog>().ReadGrainAsync(GrainId.Create("mailbox", name), 0, int.MaxValue))
            .Select(record => record.Event)];
}
