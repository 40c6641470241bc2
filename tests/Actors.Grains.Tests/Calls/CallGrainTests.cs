using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Presence;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Testing;
using Actors.Testing.Clusters;
using Actors.Testing.Entrants;
using Orleans.Core.Internal;

namespace Actors.Grains.Tests.Calls;

/// <summary>
/// People are called by the programme of Japan in a cluster. It begins at 09:00 in Tokyo, when they land; the first calls
/// come the next day.
/// </summary>
public sealed class CallGrainTests : IDisposable
{
    private static readonly FaceResult Passed = new(FaceOutcome.Passed, "none");
    private readonly TempFolder _folder = new();
    private readonly string _keys;
    private ulong _command;

    public CallGrainTests() => _keys = EntrantCluster.MakeKeys(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Planned_call_is_announced_a_minute_before_and_rings_at_its_time() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var phone = await LandAsync(cluster, town, silo);
        var ringAt = FirstCall();
        await cluster.AdvanceAsync(ringAt.AddSeconds(-61) - cluster.Clock.GetUtcNow());
        Assert.Empty(phone.Calls);
        Assert.Null(await WakeAsync(silo));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        var announced = Assert.Single(phone.Calls);
        Assert.Equal((CallStage.Announced, ringAt, 1), (announced.Stage, announced.Next!.Value, announced.Number));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((CallStage.Ringing, ringAt.AddSeconds(45)), (phone.Calls[^1].Stage, phone.Calls[^1].Next!.Value));
        Assert.Equal(2, phone.Calls.Count);

        // A phone that connects while it rings shows the ring.
        var late = new TestPhone();
        var view = await EntrantCluster.Entrant(silo, 1).ConnectAsync(Reference(silo, late), null);
        Assert.Equal(CallStage.Ringing, view.Call!.Stage);
    });

    [Fact]
    public Task A_person_seen_at_the_place_of_stay_has_passed() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var phone = await LandAsync(cluster, town, silo);
        await RingAsync(cluster, silo);
        await PassAsync(cluster, silo, number: 1);
        Assert.Equal((CallStage.Ended, CallOutcome.Passed), (phone.Calls[^1].Stage, phone.Calls[^1].Outcome!.Value));
        var history = await EntrantCluster.HistoryAsync(silo, 1);
        var concluded = Assert.Single(history.OfType<EntrantEvent.CallConcluded>());
        Assert.Equal((1, CallCause.Planned, CallOutcome.Passed), (concluded.Number, concluded.Cause, concluded.Outcome));
        Assert.Equal(0, Due(history));
        Assert.Contains(history, happened => happened is EntrantEvent.LocationReported { Presence: PresenceVerdict.Inside });
    });

    [Fact]
    public Task A_person_who_does_not_answer_is_a_case_for_staff_until_a_call_passes() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var phone = await LandAsync(cluster, town, silo);
        var calls = EntrantCluster.Calls(silo, 1);
        await RingAsync(cluster, silo);
        for (var ring = 0; ring < 3; ring++)
        {
            Assert.Equal(CallStage.Ringing, phone.Calls[^1].Stage);
            await calls.ConfirmRingingAsync(1);
            await cluster.AdvanceAsync(TimeSpan.FromSeconds(45) + (ring < 2 ? TimeSpan.FromMinutes(15) : TimeSpan.Zero));
        }

        Assert.Equal(CallOutcome.NotAnswered, phone.Calls[^1].Outcome);
        Assert.Equal(1, Due(await EntrantCluster.HistoryAsync(silo, 1)));

        Assert.Null(await calls.RequestAsync());
        await PassAsync(cluster, silo, number: 2);
        Assert.Equal(CallOutcome.Passed, phone.Calls[^1].Outcome);

        // It was settled: otherwise it would not be opened again.
        Assert.Null(await calls.RequestAsync());
        Assert.Null(await calls.AskForPersonAsync(3));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(CallOutcome.CallBack, phone.Calls[^1].Outcome);
        Assert.Equal(2, Due(await EntrantCluster.HistoryAsync(silo, 1)));
    });

    /// <summary>Ten seconds; longer than the machine may look; longer than all retries together.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(3_000)]
    public Task Call_that_a_killed_server_took_with_it_is_offered_again(int seconds) => RunAsync(async (cluster, town) =>
    {
        var killed = await town.StartAsync();
        await LandAsync(cluster, town, killed);
        await RingAsync(cluster, killed);
        Assert.Null(await EntrantCluster.Calls(killed, 1).AnswerAsync(1));
        await EntrantCluster.Calls(killed, 1).RecordMediaHeartbeatAsync(1);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(20));

        var (silo, phone) = await RestartAsync(cluster, town, killed, TimeSpan.FromSeconds(seconds));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(phone.Calls, view => view is { Stage: CallStage.Ringing, Number: 1 });
        var history = await EntrantCluster.CallHistoryAsync(silo, 1);
        Assert.Equal(Interruption.Server, Assert.Single(history.OfType<CallEvent.Interrupted>()).Cause);
        Assert.DoesNotContain(history, happened => happened is CallEvent.FaceJudged or CallEvent.Ended);

        await EntrantCluster.Calls(silo, 1).AnswerAsync(1);
        await JudgeAsync(cluster, silo, 1);
        Assert.Equal(CallOutcome.Passed, phone.Calls[^1].Outcome);
    });

    [Theory]
    [InlineData(10)]
    [InlineData(600)]
    public Task A_ring_of_a_killed_server_counts_for_no_person(int seconds) => RunAsync(async (cluster, town) =>
    {
        var killed = await town.StartAsync();
        await LandAsync(cluster, town, killed);
        await RingAsync(cluster, killed);
        await EntrantCluster.Calls(killed, 1).ConfirmRingingAsync(1);
        var (silo, phone) = await RestartAsync(cluster, town, killed, TimeSpan.FromSeconds(seconds));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(phone.Calls, view => view is { Stage: CallStage.Ringing, Number: 1 });
        var history = await EntrantCluster.CallHistoryAsync(silo, 1);
        Assert.IsType<CallEvent.Rang>(history.SkipWhile(happened => happened is not CallEvent.Shown).ElementAt(1));
    });

    [Fact]
    public Task A_person_who_waits_for_staff_knows_the_queue_position_after_a_restart() => RunAsync(async (cluster, town) =>
    {
        var killed = await town.StartAsync();
        await LandAsync(cluster, town, killed);
        await RingAsync(cluster, killed);
        await EntrantCluster.Calls(killed, 1).AskForPersonAsync(1);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        var (silo, _) = await RestartAsync(cluster, town, killed, TimeSpan.FromSeconds(5));
        var view = await EntrantCluster.Calls(silo, 1).ReadAsync();
        Assert.Equal((CallStage.Queued, 1), (view!.Stage, view.QueuePlace));
    });

    /// <summary>At whatever moment the server dies after the last word, the stay learns of the call once.</summary>
    [Fact]
    public Task What_came_of_a_call_is_not_lost_by_a_kill() => RunAsync(async (cluster, town) =>
    {
        var killed = await town.StartAsync();
        await LandAsync(cluster, town, killed);
        await RingAsync(cluster, killed);
        await EntrantCluster.Calls(killed, 1).AnswerAsync(1);
        await EntrantCluster.Calls(killed, 1).JudgePlaceAsync(1, PlaceOutcome.Inside);
        await EntrantCluster.Calls(killed, 1).ReportFaceResultAsync(1, EntrantCluster.Person(1), Passed);
        var (silo, _) = await RestartAsync(cluster, town, killed, TimeSpan.FromSeconds(5));
        await cluster.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Single((await EntrantCluster.HistoryAsync(silo, 1)).OfType<EntrantEvent.CallConcluded>());
    });

    [Fact]
    public Task Carer_is_called_for_the_companion() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var phone = await LandAsync(cluster, town, silo);
        await town.LandAsync(silo, 2, carer: EntrantCluster.Person(1));
        Assert.Null(await EntrantCluster.Entrant(silo, 1).AddCompanionAsync(EntrantCluster.Person(2)));
        Assert.Equal(CallRefusals.CarerIsCalled, await EntrantCluster.Calls(silo, 2).RequestAsync());
        await RingAsync(cluster, silo);
        Assert.Equal([EntrantCluster.Person(1), EntrantCluster.Person(2)], phone.Calls[^1].Persons.Select(check => check.Person));
        var calls = EntrantCluster.Calls(silo, 1);
        Assert.Null(await calls.AnswerAsync(1));
        var answered = (await calls.ReadAsync())!;
        Assert.Equal(75, (answered.Next - answered.At)!.Value.TotalSeconds, 1.0); // The time of the first, not of both.
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(20));
        var after = await calls.ReportFaceResultAsync(1, EntrantCluster.Person(1), Passed);
        Assert.Equal(EntrantCluster.Person(2), after!.NextPerson);
        Assert.Equal(130, (after.Next - after.At)!.Value.TotalSeconds, 1.0);
        after = await calls.ReportFaceResultAsync(1, EntrantCluster.Person(2), Passed);
        Assert.Equal(20, (after!.Next - after.At)!.Value.TotalSeconds, 1.0); // Only the position is missing.
        await cluster.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Empty((await EntrantCluster.CallHistoryAsync(silo, 2)).OfType<CallEvent.DayPlanned>());
    });

    /// <summary>The grain has been asleep for a day: the sweeper finds the call.</summary>
    [Fact]
    public Task Call_of_a_grain_that_sleeps_is_announced_a_minute_before_and_rings_a_little_later() => RunAsync(
        async (cluster, town) =>
        {
            var silo = await town.StartAsync(period: TimeSpan.FromMinutes(1));
            var phone = await LandAsync(cluster, town, silo);
            await cluster.AdvanceAsync(FirstCall().AddMinutes(1) - cluster.Clock.GetUtcNow());
            Assert.Equal([CallStage.Announced, CallStage.Ringing], phone.Calls.Select(view => view.Stage));
            var rang = Assert.Single((await EntrantCluster.CallHistoryAsync(silo, 1)).OfType<CallEvent.Rang>());
            Assert.InRange(rang.At, FirstCall(), FirstCall().AddMinutes(1));
            Assert.Equal(rang.At, phone.Calls[0].At.AddSeconds(60));
        });

    [Fact]
    public Task Without_a_stay_or_room_no_person_is_called() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        Assert.Equal(Refusals.NoStay, await EntrantCluster.Calls(silo, 1).RequestAsync());
        var phone = await LandAsync(cluster, town, silo);
        town.Room.HasRoom = false;
        Assert.Equal(CallRefusals.CallsFull, await EntrantCluster.Calls(silo, 1).RequestAsync());
        await cluster.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Empty(phone.Calls);
        Assert.Equal(0, Due(await EntrantCluster.HistoryAsync(silo, 1)));
    });

    [Fact]
    public Task Whatever_is_said_of_another_call_does_not_keep_one_alive() => RunAsync(async (cluster, town) =>
    {
        var silo = await town.StartAsync();
        var phone = await LandAsync(cluster, town, silo);
        var calls = EntrantCluster.Calls(silo, 1);
        await calls.RequestAsync();
        await calls.AnswerAsync(1);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(CallRefusals.CallOver, await calls.AnswerAsync(2));
        await calls.ReportFaceResultAsync(2, EntrantCluster.Person(1), Passed);
        Assert.False(await calls.RecordMediaHeartbeatAsync(2));
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Equal((CallStage.Waiting, true), (phone.Calls[^1].Stage, phone.Calls[^1].IsOurs));
    });

    private static int Due(IEnumerable<EntrantEvent> history) =>
        history.Count(happened => happened is EntrantEvent.FollowUpOpened { FollowUp: FollowUps.CallDue });

    private static DateTimeOffset FirstCall() => CallPlan.Draw(
        TestPlanKeys.Key, EntrantCluster.Stay(1), new(2026, 3, 3), TestProgrammes.Japan.Calls, TestProgrammes.Japan.Zone)[0];

    /// <summary>Lets the grain leave memory, as an idle one does, and come back: it then has a timer for the call.</summary>
    private static async Task<CallView?> WakeAsync(GrainServer silo)
    {
        await EntrantCluster.Calls(silo, 1).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        return await EntrantCluster.Calls(silo, 1).ReadAsync();
    }

    /// <summary>A grain that is awake is on time; one that sleeps is found by the sweeper within its period.</summary>
    private static async Task RingAsync(GrainCluster cluster, GrainServer silo)
    {
        await cluster.AdvanceAsync(FirstCall().AddSeconds(-61) - cluster.Clock.GetUtcNow());
        await WakeAsync(silo);
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(CallStage.Ringing, (await EntrantCluster.Calls(silo, 1).ReadAsync())!.Stage);
    }

    private static IPhoneObserver Reference(GrainServer silo, TestPhone phone) =>
        silo.Observe<IPhoneObserver>(phone);

    private Task RunAsync(Func<GrainCluster, EntrantCluster, Task> test) =>
        GrainCluster.RunAsync(cluster =>
        {
            var town = new EntrantCluster(cluster, _keys);
            town.Room.HasRoom = true;
            return test(cluster, town);
        });

    private async Task<TestPhone> LandAsync(GrainCluster cluster, EntrantCluster town, GrainServer silo)
    {
        var entrant = await town.LandAsync(silo, 1);
        var phone = new TestPhone();
        await entrant.ConnectAsync(Reference(silo, phone), null);
        var now = cluster.Clock.GetUtcNow();
        Assert.Null((await entrant.CheckInAsync(new(++_command), Home(now), new(now))).Refusal);
        await cluster.SettleAsync();
        return phone;
    }

    private async Task PassAsync(GrainCluster cluster, GrainServer silo, int number)
    {
        Assert.Null(await EntrantCluster.Calls(silo, 1).AnswerAsync(number));
        await JudgeAsync(cluster, silo, number);
    }

    private async Task JudgeAsync(GrainCluster cluster, GrainServer silo, int number)
    {
        var after = await EntrantCluster.Calls(silo, 1).ReportFaceResultAsync(number, EntrantCluster.Person(1), Passed);
        Assert.Equal(CallStage.Checking, after!.Stage);
        var reply = await EntrantCluster.Entrant(silo, 1).ReportCallPlaceAsync(
            new(++_command), number, Home(cluster.Clock.GetUtcNow()));
        Assert.Null(reply.Refusal);
        await cluster.SettleAsync();
    }

    /// <summary>The server is killed; after a while another one starts, which knows how long the outage was.</summary>
    private static async Task<(GrainServer Silo, TestPhone Phone)> RestartAsync(
        GrainCluster cluster, EntrantCluster town, GrainServer killed, TimeSpan after)
    {
        await killed.KillAsync();
        var from = cluster.Clock.GetUtcNow();
        await cluster.AdvanceAsync(after);
        town.Outages.Add(from, cluster.Clock.GetUtcNow());
        var silo = await town.StartAsync(period: TimeSpan.FromMinutes(1));
        var phone = new TestPhone();
        var view = await EntrantCluster.Entrant(silo, 1).ConnectAsync(Reference(silo, phone), null);
        if (view.Call is { } call)
        {
            await phone.ShowCallAsync(call); // A sweeper was faster: it rings already.
        }

        return (silo, phone);
    }

    private static Fix Home(DateTimeOffset now) => new(35.68, 139.76, 12, now, IsMock: false);
}
