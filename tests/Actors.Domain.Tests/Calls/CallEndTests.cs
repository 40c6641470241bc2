using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Tests.Plans;

namespace Actors.Domain.Tests.Calls;

/// <summary>Waiting for staff, being called back, hanging up and the end of the stay, at every stage.</summary>
public sealed class CallEndTests
{
    private readonly ScriptedCalls _calls = new();

    public static TheoryData<CallStage> Stages =>
        [CallStage.Announced, CallStage.Ringing, CallStage.Waiting, CallStage.Checking, CallStage.Queued];

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_person_who_wishes_to_speak_to_staff_waits_for_them(CallStage stage)
    {
        Come(stage);
        var again = _calls.AskForPerson();
        Assert.Equal(CallStage.Queued, _calls.Stage);
        if (stage == CallStage.Queued)
        {
            Assert.Empty(again.Events);
        }
        else
        {
            Assert.Equal(CallReason.Wish, _calls.Call.Reason);
            Assert.Equal([new CallEffect.WaitForStaff(1), new CallEffect.ShowCall()], again.Effects);
        }

        Assert.Empty(_calls.AskForPerson().Events);
        Assert.Equal(CallRefusals.CallOver, CheckRules.AskForPerson(_calls.State, _calls.Context, 2).Refusal);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Stay_that_ends_ends_the_call_once(CallStage stage)
    {
        Come(stage);
        var end = _calls.Follow(_calls.Subject with { HasEnded = true });
        Assert.Equal(CallOutcome.StayEnded, _calls.Outcome);
        Assert.Equal(stage == CallStage.Queued, end.Effects.Contains(new CallEffect.StopWaiting(1, _calls.Programme.Version.Id)));
        Assert.Single(_calls.History.OfType<CallEvent.Ended>());
        Assert.Empty(_calls.Follow(_calls.Subject).Events);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stay_whose_end_was_not_reported_ends_the_call_at_the_next_look(CallStage stage)
    {
        Come(stage);
        _calls.Now = _calls.Subject.EndsAt;
        _calls.Due();
        Assert.Equal(CallOutcome.StayEnded, _calls.Outcome);
    }

    /// <summary>A stay by the rules of another country begins: the queue of the old one is told.</summary>
    [Fact]
    public void A_person_who_waits_leaves_the_queue_in_which_they_are()
    {
        Come(CallStage.Queued);
        var england = Programmes.ProgrammeFiles.England.Version;
        var effects = _calls.Follow(_calls.Subject with { Stay = PlanKeys.Numbered(9), Programme = england }).Effects;
        Assert.Contains(new CallEffect.StopWaiting(1, _calls.Programme.Version.Id), effects);
    }

    [Theory]
    [InlineData("10:00", "2 10:30")]
    [InlineData("19:20", "2 19:50")]
    [InlineData("19:30", "2 20:00")]
    [InlineData("19:31", "3 09:00")]
    [InlineData("23:50", "3 09:00")]
    [InlineData("02:00", "2 09:00")]
    public void When_no_staff_are_free_the_person_is_called_back_by_day(string wish, string callBack)
    {
        var at = TimeOnly.Parse(wish, System.Globalization.CultureInfo.InvariantCulture);
        _calls.LiveUntil(ScriptedCalls.At(2, at.Hour, at.Minute));
        _calls.Request();
        _calls.AskForPerson();
        var told = CallEnd.CallBackAt(_calls.Call, _calls.Context);
        _calls.Live(TimeSpan.FromMinutes(2));
        Assert.Equal(told, CallEnd.CallBackAt(_calls.Call, _calls.Context));
        _calls.Live(TimeSpan.FromMinutes(1));
        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
        Assert.Equal(told, _calls.State.Last!.CallBackAt);
        Assert.Equal(
            callBack, $"{_calls.State.Last!.CallBackAt!.Value.ToOffset(TimeSpan.FromHours(9)):%d HH:mm}");
        Assert.Equal(new CallEffect.StopWaiting(_calls.State.LastNumber, _calls.Programme.Version.Id), _calls.Effects[^3]);
    }

    [Fact]
    public void Where_no_desk_is_open_a_person_waits_no_longer_than_it_takes_to_read_so()
    {
        _calls.HasDesk = false;
        Come(CallStage.Queued);
        var told = CallEnd.CallBackAt(_calls.Call, _calls.Context);
        Assert.Equal(CallEnd.Offer, _calls.Call.DueAt - _calls.Now);
        _calls.Live(CallEnd.Offer);
        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
        Assert.Equal(told, _calls.State.Last!.CallBackAt);
    }

    [Fact]
    public void A_person_who_hangs_up_while_waiting_is_called_back()
    {
        Come(CallStage.Queued);
        _calls.Decline();
        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
        Assert.Contains(new CallEffect.StopWaiting(1, _calls.Programme.Version.Id), _calls.Effects);
        Assert.Equal(CallRefusals.CallOver, _calls.Decline().Refusal);
    }

    /// <summary>Late reports of the media or the phone change nothing for a person who waits for staff.</summary>
    [Fact]
    public void A_person_who_waits_for_staff_goes_on_waiting()
    {
        Come(CallStage.Queued);
        Assert.Empty(_calls.Interrupt(Interruption.Connection).Events);
        Assert.Empty(_calls.Face(ScriptedCalls.Passed).Events);
        Assert.Empty(_calls.Place(PlaceOutcome.Inside).Events);
        Assert.Empty(_calls.PutOff().Events);
        Assert.Empty(_calls.Show().Events);
        Assert.Empty(_calls.Request().Events);
        Assert.Empty(_calls.Answer().Events);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_that_is_said_of_a_call_that_is_over_changes_anything(int number)
    {
        _calls.Checking().Face(ScriptedCalls.Passed);
        _calls.Place(PlaceOutcome.Inside);
        var (state, context) = (_calls.State, _calls.Context);
        Assert.Empty(CheckRules.RecordFaceResult(state, context, number, ScriptedCalls.Me, ScriptedCalls.Failed).Events);
        Assert.Empty(CheckRules.RecordPlace(state, context, number, PlaceOutcome.Unknown).Events);
        Assert.Empty(CheckRules.Interrupt(state, context, number, Interruption.Server).Events);
        Assert.Empty(RingRules.Postpone(state, context, number).Events);
        Assert.Empty(RingRules.ConfirmRinging(state, context, number).Events);
        Assert.Equal(CallRefusals.CallOver, RingRules.Decline(state, context, number).Refusal);
    }

    private void Come(CallStage stage)
    {
        _calls.Announced();
        if (stage != CallStage.Announced)
        {
            _calls.LiveUntil(_calls.Call.DueAt);
        }

        if (stage == CallStage.Waiting)
        {
            _calls.Decline();
        }
        else if (stage is CallStage.Checking or CallStage.Queued)
        {
            _calls.Answer();
        }

        if (stage == CallStage.Queued)
        {
            _calls.Place(PlaceOutcome.Inside);
            _calls.Face(ScriptedCalls.Failed);
        }

        Assert.Equal(stage, _calls.Stage);
    }
}
