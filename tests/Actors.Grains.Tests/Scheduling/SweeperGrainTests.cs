using Actors.Domain.Ledger;
using Actors.Grains.Scheduling;
using Actors.Testing.Clusters;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Scheduling;

public sealed class SweeperGrainTests
{
    private const int Mailboxes = 200;

    [Fact]
    public Task Due_grains_are_woken_and_nothing_is_done_twice() => GrainCluster.RunAsync(async cluster =>
    {
        var silo = await new MailCluster(cluster).StartAsync();
        await SetAlarmsAsync(cluster, silo, TimeSpan.FromHours(11));
        await cluster.AdvanceAsync(TimeSpan.FromHours(11) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await RungAsync(silo));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(Mailboxes, await RungAsync(silo));
        await cluster.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(Mailboxes, await RungAsync(silo));
    });

    /// <summary>
    /// Every timer and every reminder of a day is lost: the server that had them was killed, and none ran.
    /// </summary>
    [Fact]
    public Task Day_without_ticks_delays_everything_and_loses_nothing() => GrainCluster.RunAsync(async cluster =>
    {
        var town = new MailCluster(cluster);
        var killed = await town.StartAsync();
        await SetAlarmsAsync(cluster, killed, TimeSpan.FromHours(11));
        for (var each = 0; each < Mailboxes; each++)
        {
            await Mailbox(killed, each).SendAsync(new((ulong)each + 1), $"{(each + 1) % Mailboxes}");
        }

        await killed.KillAsync();
        await cluster.AdvanceAsync(TimeSpan.FromDays(1));

        var next = await town.StartAsync();
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        for (var each = 0; each < Mailboxes; each++)
        {
            Assert.Equal(new(1, 1, 1), await Mailbox(next, each).CountAsync());
        }

        // Confirmations are written by then, and no grain is due.
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await MailCluster.CountDueAsync(next, cluster.Clock.GetUtcNow() + TimeSpan.FromDays(365)));
    });

    /// <summary>The server runs, but no sweeper does for a day. The alarms are too far away for timers of the grains.</summary>
    [Fact]
    public Task Server_without_sweepers_is_caught_up_with_by_the_first_sweep() => GrainCluster.RunAsync(async cluster =>
    {
        var town = new MailCluster(cluster);
        var silo = await town.StartAsync(sweeps: false);
        await SetAlarmsAsync(cluster, silo, TimeSpan.FromHours(11));
        await cluster.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(0, await RungAsync(silo));
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            await silo.Grains.GetGrain<Actors.Grains.Scheduling.ISweeperGrain>(partition).SweepAsync();
        }

        Assert.Equal(Mailboxes, await RungAsync(silo));
    });

    /// <summary>Killed at random moments between two turns, again and again.</summary>
    [Fact]
    public Task After_many_kills_every_acknowledged_letter_arrives_once() => GrainCluster.RunAsync(async cluster =>
    {
        var town = new MailCluster(cluster);
        var random = new Random(11);
        var acknowledged = new HashSet<ulong>();
        var letter = 0UL;
        for (var life = 0; life < 5; life++)
        {
            var silo = await town.StartAsync();
            for (var writer = 0; writer < 5; writer++)
            {
                _ = WriteAsync(silo, writer);
            }

            await cluster.AdvanceAsync(TimeSpan.FromMilliseconds(random.Next(1, 5_000)));
            await silo.KillAsync();
            await cluster.AdvanceAsync(TimeSpan.FromSeconds(40));
        }

        var last = await town.StartAsync();
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(3));
        var counts = await Task.WhenAll(Enumerable.Range(0, 5).Select(each => Mailbox(last, each).CountAsync()));
        Assert.True(acknowledged.Count > 100, $"Only {acknowledged.Count} letters were acknowledged.");
        Assert.Equal(counts.Sum(count => count.Sent), counts.Sum(count => count.Received));
        Assert.InRange(counts.Sum(count => count.Sent), acknowledged.Count, acknowledged.Count + (5 * 5));

        async Task WriteAsync(GrainServer silo, int writer)
        {
            while (true)
            {
                var id = ++letter;
                Assert.Null(await Mailbox(silo, writer).SendAsync(new(id), $"{id % 5}"));
                acknowledged.Add(id);
                await Task.Delay(TimeSpan.FromMilliseconds(50), cluster.Clock);
            }
        }
    });

    /// <summary>
    /// It held up every n-th of the others for as long as a call may take, and the next sweep of its partition as well.
    /// </summary>
    [Fact]
    public Task A_grain_that_does_not_answer_holds_up_no_others() => GrainCluster.RunAsync(async cluster =>
    {
        var woken = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var silence = new Gate();
        var silo = await cluster.StartAsync(MailboxJson.StoredTypes(), builder =>
        {
            builder.Services.AddSingleton<IDueIndex>(new ListedDue([.. Enumerable.Range(0, 10).Select(each => $"{each}")]));
            builder.Services.AddSingleton<Func<string, Task>>(key =>
            {
                if (Interlocked.Increment(ref woken) == 10)
                {
                    all.SetResult();
                }

                return key == "0" ? silence.WaitAsync() : Task.CompletedTask;
            });
            builder.Configure<SweeperOptions>(options => options.Concurrency = 2);
        });
        var sweep = silo.Grains.GetGrain<ISweeperGrain>(0).SweepAsync();
        await all.Task;
        Assert.False(sweep.IsCompleted);
        silence.Open();
        Assert.Equal(10, await sweep);
    });

    /// <summary>
    /// The sweeper waited for its period, a moment at the old speed, at the new one: for more than an hour it woke no
    /// grain.
    /// </summary>
    [Fact]
    public Task Clock_that_slows_down_is_followed_at_once() => GrainCluster.RunAsync(async cluster =>
    {
        var clock = new ProgrammeClock(
            cluster.Clock, cluster.Clock.GetUtcNow(), 86_400, static callback => callback.Execute());
        var index = new ListedDue([]);
        var silo = await cluster.StartAsync(MailboxJson.StoredTypes(), builder =>
        {
            builder.Services.AddSingleton<IDueIndex>(index);
            builder.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, clock);
        });
        await StartSweepersAsync(silo);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.InRange(index.Reads, Domain.Limits.DuePartitions, 25 * Domain.Limits.DuePartitions);

        clock.SetSpeed(1);
        await StartSweepersAsync(silo);
        await cluster.SettleAsync();
        var before = index.Reads;
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(10 * Domain.Limits.DuePartitions, index.Reads - before);
    });

    private static async Task StartSweepersAsync(GrainServer silo)
    {
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            await silo.Grains.GetGrain<ISweeperGrain>(partition).StartAsync();
        }
    }

    private static async Task SetAlarmsAsync(GrainCluster cluster, GrainServer silo, TimeSpan after)
    {
        var at = cluster.Clock.GetUtcNow() + after;
        for (var each = 0; each < Mailboxes; each++)
        {
            await Mailbox(silo, each).SetAlarmAsync(at);
        }
    }

    private static async Task<int> RungAsync(GrainServer silo)
    {
        var sum = 0;
        for (var each = 0; each < Mailboxes; each++)
        {
            sum += (await Mailbox(silo, each).CountAsync()).Rang;
        }

        return sum;
    }

    private static IMailboxGrain Mailbox(GrainServer silo, int number) => silo.Grains.GetGrain<IMailboxGrain>($"{number}");

    private sealed class ListedDue(string[] keys) : IDueIndex
    {
        public int Reads { get; private set; }

        public ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
            int partition, DateTimeOffset now, int limit,
            DueGrain? after = null, CancellationToken cancellationToken = default)
        {
            Reads++;
            return ValueTask.FromResult<IReadOnlyList<DueGrain>>(
                [.. keys.Select(key => new DueGrain("due-probe", key, new(now, DuePriority.Prompt)))]);
        }
    }
}
