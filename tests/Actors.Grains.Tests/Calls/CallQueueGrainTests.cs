using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;

namespace Actors.Grains.Tests.Calls;

/// <summary>Several people wait for staff.</summary>
public sealed class CallQueueGrainTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _keys;

    public CallQueueGrainTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Everybody_is_told_their_place_and_moves_up() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var phones = new List<TestPhone>();
        for (var person = 1; person <= 3; person++)
        {
            phones.Add(await WaitAsync(cluster, town, silo, person));
        }

        Assert.Equal([1, 2, 3], Places(phones));
        Assert.Equal(3, (await Queue(silo).ReadAsync()).Waiting.Length);
        Assert.Null(await EntrantCluster.Calls(silo, 1).DeclineAsync(1));
        await cluster.SettleAsync();
        Assert.Equal([null, 1, 2], Places(phones));
        Assert.Equal(CallOutcome.CallBack, phones[0].Calls[^1].Outcome);

        // No staff are free: all are called back, and the queue is empty.
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Empty((await Queue(silo).ReadAsync()).Waiting);
        Assert.All(phones, phone => Assert.Equal(CallOutcome.CallBack, phone.Calls[^1].Outcome));
    });

    [Fact]
    public Task Where_no_desk_is_open_no_place_is_told_and_the_call_back_comes_when_it_was_promised() => RunAsync(
        async (cluster, town) =>
        {
            town.Room.HasDesk = false;
            var silo = await town.StartAsync();
            var phone = await WaitAsync(cluster, town, silo, 1);
            Assert.All(
                phone.Calls.Where(call => call.Stage == CallStage.Queued),
                call => Assert.Equal((null, true), (call.QueuePlace, call.CallBackAt is not null)));
            var told = phone.Calls[^1].CallBackAt;

            await cluster.AdvanceAsync(CallEnd.Offer);
            var ended = phone.Calls[^1];
            Assert.Equal((CallOutcome.CallBack, told), (ended.Outcome, ended.Next));
            Assert.Null(ended.CallBackAt);
        });

    [Fact]
    public Task Same_place_is_not_told_twice() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var first = await WaitAsync(cluster, town, silo, 1);
        var shown = first.Calls.Count;
        await WaitAsync(cluster, town, silo, 2);
        Assert.Equal(shown, first.Calls.Count);
    });

    [Fact]
    public Task Stay_that_ends_takes_the_person_out_of_the_queue() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        await WaitAsync(cluster, town, silo, 1);
        var subject = await EntrantCluster.Entrant(silo, 1).ReadCallSubjectAsync();
        await EntrantCluster.Calls(silo, 1).FollowAsync(subject! with { HasEnded = true });
        await cluster.SettleAsync();
        Assert.Empty((await Queue(silo).ReadAsync()).Waiting);
    });

    /// <summary>By then the calls of the person follow other rules, and the queue of those rules is another one.</summary>
    [Fact]
    public Task Next_stay_by_other_rules_takes_the_person_out_of_the_queue_of_the_old_ones() => RunAsync(
        async (cluster, town) =>
        {
            var silo = await town.StartAsync();
            await WaitAsync(cluster, town, silo, 1);
            var subject = await EntrantCluster.Entrant(silo, 1).ReadCallSubjectAsync();
            var england = TestProgrammes.All.Newest(ProgrammeId.Parse("england-2021")).Version;
            await EntrantCluster.Calls(silo, 1).FollowAsync(subject! with { Stay = EntrantCluster.Stay(9), Programme = england });
            await cluster.SettleAsync();
            Assert.Empty((await Queue(silo).ReadAsync()).Waiting);
        });

    /// <summary>A person in the queue when the server is killed is called back and leaves the queue.</summary>
    [Fact]
    public Task Queue_outlives_a_kill_and_empties() => RunAsync(async (cluster, town) =>
    {
        var killed = await town.StartAsync();
        await WaitAsync(cluster, town, killed, 1);
        await WaitAsync(cluster, town, killed, 2);
        await killed.KillAsync();
        var silo = await town.StartAsync();
        Assert.Equal(2, (await Queue(silo).ReadAsync()).Waiting.Length);
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Empty((await Queue(silo).ReadAsync()).Waiting);
        Assert.Contains(
            await EntrantCluster.HistoryAsync(silo, 2),
            happened => happened is EntrantEvent.CallConcluded { Outcome: CallOutcome.CallBack });
    });

    private static ICallQueueGrain Queue(GrainServer silo) => silo.Grains.GetGrain<ICallQueueGrain>("japan-2021");

    private static IEnumerable<int?> Places(IEnumerable<TestPhone> phones) => phones.Select(phone => phone.Calls[^1].QueuePlace);

    private static async Task<TestPhone> WaitAsync(GrainCluster cluster, EntrantCluster town, GrainServer silo, int person)
    {
        var entrant = await town.LandAsync(silo, person);
        var phone = new TestPhone();
        await entrant.ConnectAsync(silo.Observe<IPhoneObserver>(phone), null);
        Assert.Null(await EntrantCluster.Calls(silo, person).RequestAsync());
        Assert.Null(await EntrantCluster.Calls(silo, person).AskForPersonAsync(1));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(CallStage.Queued, phone.Calls[^1].Stage);
        return phone;
    }

    private Task RunAsync(Func<GrainCluster, EntrantCluster, Task> test) =>
        GrainCluster.RunAsync(cluster =>
        {
            var town = new EntrantCluster(cluster, _keys);
            town.Room.HasRoom = true;
            return test(cluster, town);
        });
}
