using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;

namespace Actors.Domain.Tests.Calls;

public sealed class CheckRulesTests
{
    private readonly ScriptedCalls _calls = new();

    public static TheoryData<PlaceOutcome> KnownPlaces =>
        [PlaceOutcome.Inside, PlaceOutcome.Uncertain, PlaceOutcome.Outside, PlaceOutcome.NoPlace];

    [Fact]
    public void A_person_who_answers_has_75_seconds_and_is_looked_after()
    {
        _calls.Checking();
        Assert.Equal(_calls.Now.AddSeconds(75), _calls.Call.Deadline);
        Assert.Equal(_calls.Now.AddSeconds(30), _calls.Call.DueAt);
        Assert.Contains(new CallEffect.ShowCall(), _calls.Effects);
    }

    /// <summary>The push comes late, or the person taps it before it rings, or between two rings.</summary>
    [Theory]
    [InlineData(CallStage.Announced)]
    [InlineData(CallStage.Ringing)]
    [InlineData(CallStage.Waiting)]
    public void Call_can_be_answered_whenever_it_is_there(CallStage stage)
    {
        _calls.Announced();
        if (stage != CallStage.Announced)
        {
            _calls.LiveUntil(_calls.Call.DueAt);
        }

        if (stage == CallStage.Waiting)
        {
            _calls.RingOut(isShown: false);
        }

        Assert.Equal(stage, _calls.Stage);
        Assert.Null(_calls.Answer().Refusal);
        Assert.Equal((CallStage.Checking, true), (_calls.Stage, _calls.Call.WasShown));
    }

    [Fact]
    public void Call_that_is_over_or_another_one_is_not_answered()
    {
        Assert.Equal(CallRefusals.CallOver, _calls.Answer().Refusal);
        _calls.Ringing();
        Assert.Equal(CallRefusals.CallOver, CheckRules.Answer(_calls.State, _calls.Context, 2).Refusal);
        _calls.Now = _calls.Subject.EndsAt;
        Assert.Equal(Refusals.StayEnded, _calls.Answer().Refusal);
    }

    [Theory]
    [MemberData(nameof(KnownPlaces))]
    public void Face_and_then_place_pass(PlaceOutcome place)
    {
        _calls.Checking().Face(ScriptedCalls.Passed);
        Assert.Equal((CallStage.Checking, _calls.Now.AddSeconds(20)), (_calls.Stage, _calls.Call.DueAt));
        _calls.Place(place);
        Assert.Equal(CallOutcome.Passed, _calls.Outcome);
        Assert.Equal(
            [new CallEffect.Conclude(new(1, CallCause.Planned, CallOutcome.Passed)), new CallEffect.ShowCall()],
            _calls.Effects.TakeLast(2));
    }

    [Theory]
    [MemberData(nameof(KnownPlaces))]
    public void Place_and_then_face_pass(PlaceOutcome place)
    {
        _calls.Checking().Place(place);
        Assert.Equal(CallStage.Checking, _calls.Stage);
        _calls.Face(ScriptedCalls.Passed);
        Assert.Equal(CallOutcome.Passed, _calls.Outcome);
    }

    [Theory]
    [InlineData(FaceOutcome.Failed, PlaceOutcome.Inside, CallReason.FaceFailed)]
    [InlineData(FaceOutcome.Unknown, PlaceOutcome.Inside, CallReason.FaceUnknown)]
    [InlineData(FaceOutcome.Passed, PlaceOutcome.Unknown, CallReason.PlaceUnknown)]
    [InlineData(FaceOutcome.Failed, PlaceOutcome.Unknown, CallReason.FaceFailed)]
    public void Whatever_the_machine_cannot_settle_goes_to_a_person(FaceOutcome face, PlaceOutcome place, CallReason reason)
    {
        _calls.Checking().Place(place);
        _calls.Face(new(face, "reason"));
        Assert.Equal((CallStage.Queued, reason, _calls.Now.AddMinutes(3)), (_calls.Stage, _calls.Call.Reason, _calls.Call.DueAt));
        Assert.Contains(new CallEffect.WaitForStaff(1), _calls.Effects);
    }

    [Fact]
    public void First_word_of_a_face_and_of_a_place_counts()
    {
        var calls = new ScriptedCalls(companions: 1).Checking();
        calls.Place(PlaceOutcome.Inside);
        Assert.Empty(calls.Place(PlaceOutcome.Outside).Events);
        Assert.Empty(calls.Place(PlaceOutcome.Unknown).Events);
        calls.Face(ScriptedCalls.Passed);
        Assert.Empty(calls.Face(ScriptedCalls.Failed).Events);
        Assert.Equal((PlaceOutcome.Inside, ScriptedCalls.Passed), (calls.Call.Place, calls.Call.Persons[0].Face));
    }

    [Fact]
    public void Position_that_comes_after_all_makes_up_for_none()
    {
        _calls.Checking().Place(PlaceOutcome.Unknown);
        _calls.Place(PlaceOutcome.Inside);
        _calls.Face(ScriptedCalls.Passed);
        Assert.Equal(CallOutcome.Passed, _calls.Outcome);
    }

    [Fact]
    public void Position_that_does_not_come_in_time_is_a_case_for_staff()
    {
        _calls.Checking().Face(ScriptedCalls.Passed);
        _calls.Live(TimeSpan.FromSeconds(20));
        Assert.Equal((CallStage.Queued, CallReason.PlaceUnknown), (_calls.Stage, _calls.Call.Reason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Family_is_looked_at_one_after_another(int companions)
    {
        var calls = new ScriptedCalls(companions).Checking();
        Assert.Equal(calls.Now.AddSeconds(75 * (companions + 1)), calls.Call.Deadline);
        calls.Place(PlaceOutcome.Inside);
        for (var person = 1; person <= companions + 1; person++)
        {
            Assert.Equal(ScriptedCalls.Person(person), calls.Call.Next!.Person);
            Assert.Empty(calls.Face(ScriptedCalls.Passed, ScriptedCalls.Person(person + 1)).Events);
            calls.Face(ScriptedCalls.Passed, ScriptedCalls.Person(person));
        }

        Assert.Equal(CallOutcome.Passed, calls.Outcome);
    }

    [Fact]
    public void Each_of_a_family_has_a_verdict_of_their_own()
    {
        var calls = new ScriptedCalls(companions: 2).Checking();
        calls.Place(PlaceOutcome.Inside);
        calls.Face(ScriptedCalls.Passed);
        calls.Face(ScriptedCalls.Unknown, ScriptedCalls.Person(2));
        Assert.Equal(CallStage.Checking, calls.Stage);
        calls.Face(ScriptedCalls.Passed, ScriptedCalls.Person(3));
        Assert.Equal((CallStage.Queued, CallReason.FaceUnknown), (calls.Stage, calls.Call.Reason));
        Assert.Equal(
            [ScriptedCalls.Passed, ScriptedCalls.Unknown, ScriptedCalls.Passed], calls.Call.Persons.Select(check => check.Face!));
        calls.Decline();
        Assert.Equal(
            [
                (null, CallOutcome.CallBack), (ScriptedCalls.Person(2), CallOutcome.CallBack),
                (ScriptedCalls.Person(3), CallOutcome.Passed),
            ],
            calls.Effects.OfType<CallEffect.Conclude>().Select(told => (told.Companion, told.Conclusion.Outcome)));
    }

    /// <summary>The detector or the phone was too slow: the person is not to blame.</summary>
    [Fact]
    public void Of_whom_time_ran_out_nothing_is_said()
    {
        var calls = new ScriptedCalls(companions: 1).Checking();
        calls.Place(PlaceOutcome.Inside);
        calls.Face(ScriptedCalls.Passed);
        calls.LiveUntil(calls.Call.Deadline!.Value);
        Assert.Equal((CallStage.Queued, CallReason.FaceUnknown), (calls.Stage, calls.Call.Reason));
        Assert.Equal([ScriptedCalls.Passed, FaceResult.TimeOut], calls.Call.Persons.Select(check => check.Face!));
        Assert.Equal(4, calls.History.OfType<CallEvent.Kept>().Count());
    }

    [Fact]
    public void A_call_that_breaks_off_rings_again_without_blame()
    {
        _calls.Checking().Interrupt(Interruption.Connection);
        Assert.Equal(
            (CallStage.Waiting, _calls.Now.AddSeconds(20), true, 0),
            (_calls.Stage, _calls.Call.DueAt, _calls.Call.WasInterrupted, _calls.Call.Unanswered));
        Assert.Empty(_calls.Interrupt(Interruption.Connection).Events);
        _calls.Live(TimeSpan.FromSeconds(20));
        Assert.Equal(CallStage.Ringing, _calls.Stage);
    }

    /// <summary>The phone is with another server by then.</summary>
    [Fact]
    public void A_call_of_a_server_that_stops_in_good_order_rings_again_at_once()
    {
        _calls.Checking().Interrupt(Interruption.Server);
        Assert.Equal((true, 0), (_calls.Call.WasInterrupted, _calls.Call.Unanswered));
        _calls.Live(TimeSpan.FromSeconds(1));
        Assert.Equal(CallStage.Ringing, _calls.Stage);
    }

    [Fact]
    public void A_person_who_was_cut_off_and_then_does_not_answer_is_called_by_staff()
    {
        _calls.Checking().Interrupt(Interruption.Server);
        _calls.Live(TimeSpan.FromHours(1));
        for (var ring = 0; _calls.Stage is not null; ring++)
        {
            Assert.InRange(ring, 0, 4);
            _calls.RingOut(isShown: true);
            _calls.Live(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
    }

    [Fact]
    public void Who_was_seen_is_not_looked_at_again_and_all_others_are()
    {
        var calls = new ScriptedCalls(companions: 2).Checking();
        calls.Face(ScriptedCalls.Passed);
        calls.Face(ScriptedCalls.Unknown, ScriptedCalls.Person(2));
        calls.Place(PlaceOutcome.Unknown);
        calls.Interrupt(Interruption.Server);
        Assert.Equal([ScriptedCalls.Passed, null, null], calls.Call.Persons.Select(check => check.Face));
        Assert.Null(calls.Call.Place);
        calls.Answer();
        Assert.Equal(ScriptedCalls.Person(2), calls.Call.Next!.Person);
        Assert.Equal(calls.Now.AddSeconds(150), calls.Call.Deadline);
    }

    [Fact]
    public void A_person_who_hangs_up_is_called_again_and_the_rest_is_checked_again()
    {
        var calls = new ScriptedCalls(companions: 1).Checking();
        calls.Face(ScriptedCalls.Unknown);
        calls.Decline();
        Assert.Equal((CallStage.Waiting, 1), (calls.Stage, calls.Call.Unanswered));
        Assert.All(calls.Call.Persons, check => Assert.Null(check.Face));
        Assert.Null(calls.Call.Deadline);
    }

    [Fact]
    public void After_three_breaks_a_person_takes_over()
    {
        _calls.Checking();
        for (var broken = 0; broken < 3; broken++)
        {
            _calls.Interrupt(Interruption.Connection);
            _calls.Answer();
        }

        _calls.Interrupt(Interruption.Connection);
        Assert.Equal((CallStage.Queued, CallReason.Connection, 3), (_calls.Stage, _calls.Call.Reason, _calls.Call.BrokenOff));
    }

    /// <summary>
    /// A phone that comes back before the break is known sends pictures again and has the whole time for them.
    /// </summary>
    [Fact]
    public void Answering_again_starts_the_check_again()
    {
        _calls.Checking();
        _calls.Live(TimeSpan.FromSeconds(60));
        _calls.Answer();
        Assert.Equal((_calls.Now.AddSeconds(75), 1), (_calls.Call.Deadline!.Value, _calls.Call.BrokenOff));
        _calls.Answer();
        _calls.Answer();
        Assert.Equal(CallStage.Checking, _calls.Stage);
        _calls.Answer();
        Assert.Equal((CallStage.Queued, CallReason.Connection), (_calls.Stage, _calls.Call.Reason));
        Assert.Empty(_calls.Answer().Events);
    }

    /// <summary>
    /// After five minutes the deadline has passed as well; a check that did not happen is not a verdict.
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(300)]
    public void Call_that_a_server_took_with_it_is_offered_again_within_two_minutes(int seconds)
    {
        _calls.Checking();
        _calls.Live(TimeSpan.FromSeconds(10));
        _calls.HasPictures = false;
        _calls.BeAway(TimeSpan.FromSeconds(seconds));
        var back = _calls.Now;
        _calls.LiveUntil(back.AddMinutes(1));
        Assert.Equal((CallStage.Ringing, 0, 1), (_calls.Stage, _calls.Call.Unanswered, _calls.Call.BrokenOff));
        Assert.DoesNotContain(_calls.History, happened => happened is CallEvent.FaceJudged or CallEvent.Escalated);
    }

    [Fact]
    public void Call_that_a_server_took_with_it_while_the_position_was_waited_for_is_offered_again()
    {
        _calls.Checking().Face(ScriptedCalls.Passed);
        _calls.BeAway(TimeSpan.FromMinutes(1));
        Assert.Equal(CallStage.Waiting, _calls.Stage);
        _calls.Live(TimeSpan.FromSeconds(20));
        _calls.Answer();
        Assert.Null(_calls.Call.Next);
        _calls.Place(PlaceOutcome.Inside);
        Assert.Equal(CallOutcome.Passed, _calls.Outcome);
    }

    /// <summary>The stay had it, and said so to the person, when the server died; it reaches the call afterwards.</summary>
    [Fact]
    public void Position_that_was_on_its_way_when_the_call_broke_off_counts()
    {
        var calls = new ScriptedCalls(companions: 1).Checking();
        calls.Face(ScriptedCalls.Passed);
        calls.Interrupt(Interruption.Server);
        Assert.Empty(calls.Place(PlaceOutcome.Unknown).Events);
        calls.Place(PlaceOutcome.Outside);
        calls.Live(TimeSpan.FromSeconds(20));
        calls.Answer();
        calls.Face(ScriptedCalls.Passed, ScriptedCalls.Person(2));
        Assert.Equal(CallOutcome.Passed, calls.Outcome);
    }

    [Fact]
    public void Phone_whose_pictures_stop_is_called_again()
    {
        _calls.Checking().HasPictures = false;
        _calls.Live(TimeSpan.FromSeconds(30));
        Assert.Equal((CallStage.Waiting, 1), (_calls.Stage, _calls.Call.BrokenOff));
    }
}
