using Actors.Domain.Calls;
using Actors.Domain.Entrants;

namespace Actors.Domain.Tests.Calls;

public sealed class RingRulesTests
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(15);
    private readonly ScriptedCalls _calls = new();

    [Fact]
    public void It_rings_for_45_seconds()
    {
        _calls.Ringing();
        Assert.Equal(_calls.Now.AddSeconds(45), _calls.Call.DueAt);
        _calls.Live(TimeSpan.FromSeconds(44));
        Assert.Equal(CallStage.Ringing, _calls.Stage);
        _calls.Live(TimeSpan.FromSeconds(1));
        Assert.Equal(CallStage.Waiting, _calls.Stage);
    }

    [Fact]
    public void A_person_who_does_not_answer_is_called_again_twice_and_then_by_staff()
    {
        _calls.Ringing();
        for (var retry = 0; retry < 2; retry++)
        {
            _calls.RingOut(isShown: true);
            Assert.Equal((CallStage.Waiting, _calls.Now + Retry), (_calls.Stage, _calls.Call.DueAt));
            _calls.Live(Retry);
        }

        _calls.RingOut(isShown: true);
        Assert.Equal(CallOutcome.NotAnswered, _calls.Outcome);
        Assert.Equal(3, _calls.History.OfType<CallEvent.Rang>().Count());
        Assert.Equal(new CallEffect.Conclude(new(1, CallCause.Planned, CallOutcome.NotAnswered)), _calls.Effects[^2]);
        Assert.Null(_calls.State.Last!.CallBackAt);
    }

    /// <summary>If one ring of three is not proven, the person is not said to have missed the call.</summary>
    [Theory]
    [InlineData(true, true, true, CallOutcome.NotAnswered)]
    [InlineData(false, true, true, CallOutcome.NotReached)]
    [InlineData(true, false, true, CallOutcome.NotReached)]
    [InlineData(true, true, false, CallOutcome.NotReached)]
    [InlineData(false, false, false, CallOutcome.NotReached)]
    public void Only_whom_each_ring_reached_did_not_answer(bool first, bool second, bool third, CallOutcome outcome)
    {
        _calls.Ringing();
        foreach (var isShown in new[] { first, second, third })
        {
            _calls.RingOut(isShown);
            _calls.Live(_calls.Stage == CallStage.Waiting ? Retry : TimeSpan.Zero);
        }

        Assert.Equal(outcome, _calls.Outcome);
    }

    [Fact]
    public void Proof_counts_once_and_for_the_ring_that_it_is_about()
    {
        _calls.Ringing();
        Assert.Single(_calls.Show().Events);
        Assert.Empty(_calls.Show().Events);
        _calls.Live(Retry + TimeSpan.FromSeconds(45));
        Assert.Equal((CallStage.Ringing, false), (_calls.Stage, _calls.Call.WasShown));
        Assert.Empty(RingRules.Show(_calls.State, _calls.Context, 2).Events);
    }

    [Fact]
    public void A_person_who_declines_is_called_again_later()
    {
        _calls.Ringing().Decline();
        Assert.Equal((CallStage.Waiting, _calls.Now + Retry, 1), (_calls.Stage, _calls.Call.DueAt, _calls.Call.Unanswered));
        var unanswered = Assert.Single(_calls.History.OfType<CallEvent.Unanswered>());
        Assert.Equal((true, true), (unanswered.Declined, unanswered.WasShown));
    }

    /// <summary>By a repeated command, or by another phone of the person.</summary>
    [Fact]
    public void Declining_twice_is_declining_once()
    {
        _calls.Ringing().Decline();
        _calls.Live(TimeSpan.FromMinutes(5));
        Assert.Empty(_calls.Decline().Events);
        Assert.Equal(1, _calls.Call.Unanswered);
        _calls.Live(TimeSpan.FromMinutes(10));
        Assert.Equal(CallStage.Ringing, _calls.Stage);
    }

    [Fact]
    public void A_person_who_declines_every_time_did_not_answer()
    {
        _calls.Ringing().Decline();
        for (var retry = 0; retry < 2; retry++)
        {
            _calls.Live(Retry);
            _calls.Decline();
        }

        Assert.Equal(CallOutcome.NotAnswered, _calls.Outcome);
        Assert.Equal(CallRefusals.CallOver, _calls.Decline().Refusal);
    }

    [Fact]
    public void Announced_call_can_be_declined_before_it_rings()
    {
        _calls.Announced().Decline();
        Assert.Equal((CallStage.Waiting, 1), (_calls.Stage, _calls.Call.Unanswered));
    }

    /// <summary>A planned call was put off until late: two rings fit into the window, and the third does not.</summary>
    [Fact]
    public void Retries_end_inside_the_window_and_who_had_too_few_is_not_said_not_to_answer()
    {
        _calls.Announced();
        _calls.LiveUntil(_calls.Call.DueAt.AddSeconds(-1));
        _calls.BeAway(ScriptedCalls.At(2, 19, 40) - _calls.Now);
        Assert.Equal(CallStage.Ringing, _calls.Stage);
        _calls.RingOut(isShown: true);
        _calls.LiveUntil(_calls.Call.DueAt);
        _calls.RingOut(isShown: true);
        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
        Assert.All(_calls.History.OfType<CallEvent.Rang>(), rang => Assert.True(rang.EndsAt <= ScriptedCalls.At(2, 20)));
        Assert.Equal(2, _calls.History.OfType<CallEvent.Rang>().Count());
    }

    [Fact]
    public void A_call_that_comes_too_late_to_ring_is_given_to_staff_without_blame()
    {
        _calls.Ringing();
        _calls.RingOut(isShown: true);
        _calls.BeAway(ScriptedCalls.At(2, 21) - _calls.Now);
        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
        Assert.Equal(ScriptedCalls.At(3, 9), _calls.State.Last!.CallBackAt);
    }

    [Fact]
    public void While_the_platform_was_away_no_phone_rang()
    {
        _calls.Ringing().Show();
        _calls.Live(TimeSpan.FromSeconds(20));
        _calls.BeAway(TimeSpan.FromSeconds(60));
        Assert.Equal((CallStage.Ringing, 0, false), (_calls.Stage, _calls.Call.Unanswered, _calls.Call.WasShown));
        Assert.Equal(_calls.Now, _calls.Call.Since);
        Assert.Empty(_calls.History.OfType<CallEvent.Unanswered>());
    }

    [Fact]
    public void Server_that_is_back_before_the_ring_is_over_lets_it_ring_again_from_the_beginning()
    {
        _calls.Ringing().Show();
        _calls.BeAway(TimeSpan.FromSeconds(10));
        _calls.LiveUntil(_calls.Call.DueAt);
        Assert.Equal((CallStage.Ringing, 0), (_calls.Stage, _calls.Call.Unanswered));
        _calls.RingOut(isShown: true);
        Assert.Equal(1, _calls.Call.Unanswered);
    }

    [Fact]
    public void Without_room_it_does_not_ring_and_waits_for_us()
    {
        _calls.Announced();
        _calls.HasRoom = false;
        _calls.LiveUntil(_calls.Call.DueAt);
        Assert.Equal((CallStage.Waiting, true, 0), (_calls.Stage, _calls.Call.WasInterrupted, _calls.Call.BrokenOff));
        Assert.InRange(_calls.Call.DueAt - _calls.Now, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void A_person_who_answers_without_room_is_called_again_and_pressing_on_does_not_move_it_away()
    {
        _calls.Ringing().PutOff();
        var again = _calls.Call.DueAt;
        _calls.Live(TimeSpan.FromMinutes(1));
        Assert.Empty(_calls.PutOff().Events);
        Assert.Equal((CallStage.Waiting, again, 0), (_calls.Stage, _calls.Call.DueAt, _calls.Call.Unanswered));
        _calls.LiveUntil(again);
        Assert.Equal(CallStage.Ringing, _calls.Stage);
    }

    [Fact]
    public void A_person_without_room_all_day_is_called_by_staff()
    {
        _calls.Announced();
        _calls.HasRoom = false;
        _calls.LiveUntil(ScriptedCalls.At(2, 20, 20));
        Assert.Equal(CallOutcome.CallBack, _calls.Outcome);
        Assert.Equal(ScriptedCalls.At(3, 9), _calls.State.Last!.CallBackAt);
    }

    [Fact]
    public void A_person_who_asks_is_called_at_once()
    {
        _calls.LiveUntil(ScriptedCalls.At(1, 23, 30));
        Assert.Null(_calls.Request().Refusal);
        Assert.Equal((CallStage.Ringing, CallCause.Requested), (_calls.Stage, _calls.Call.Cause));
        Assert.Empty(_calls.Request().Events);
        Assert.Null(_calls.Answer().Refusal);
        Assert.Empty(_calls.Request().Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_person_who_asked_is_called_once_and_owes_nothing(bool isShown)
    {
        _calls.Request();
        _calls.RingOut(isShown);
        Assert.Equal(CallOutcome.Withdrawn, _calls.Outcome);
    }

    [Fact]
    public void Announced_call_rings_at_once_when_the_person_asks()
    {
        _calls.Announced();
        var told = _calls.Now;
        Assert.Null(_calls.Request().Refusal);
        Assert.Equal((CallStage.Ringing, CallCause.Planned, told), (_calls.Stage, _calls.Call.Cause, _calls.Call.Since));
        Assert.Single(_calls.History.OfType<CallEvent.Announced>());
    }

    [Fact]
    public void Call_that_waits_rings_at_once_when_the_person_asks_however_late_it_is()
    {
        _calls.Announced();
        _calls.LiveUntil(_calls.Call.DueAt.AddSeconds(-1));
        _calls.BeAway(ScriptedCalls.At(2, 19, 58) - _calls.Now);
        _calls.Answer();
        _calls.LiveUntil(ScriptedCalls.At(2, 19, 59));
        _calls.Interrupt(Interruption.Connection);
        _calls.LiveUntil(ScriptedCalls.At(2, 19, 59, 18));
        Assert.Equal(CallStage.Waiting, _calls.Stage);
        Assert.Null(_calls.Request().Refusal);
        Assert.Equal((CallStage.Ringing, ScriptedCalls.At(2, 20, 0, 3)), (_calls.Stage, _calls.Call.DueAt));
    }

    [Fact]
    public void A_person_who_asks_without_room_is_not_called_and_nothing_is_moved()
    {
        _calls.HasRoom = false;
        Assert.Equal(CallRefusals.CallsFull, _calls.Request().Refusal);
        _calls.HasRoom = true;
        _calls.Announced().HasRoom = false;
        var ringAt = _calls.Call.DueAt;
        Assert.Equal(CallRefusals.CallsFull, _calls.Request().Refusal);
        Assert.Equal((CallStage.Announced, ringAt), (_calls.Stage, _calls.Call.DueAt));
        _calls.HasRoom = true;
        _calls.LiveUntil(ringAt);
        _calls.HasRoom = false;
        Assert.Null(_calls.Request().Refusal); // It rings already.
    }

    [Fact]
    public void Not_everybody_can_ask()
    {
        Assert.Equal(Refusals.NoStay, new ScriptedCalls(isFollowed: false).Request().Refusal);
        _calls.Follow(_calls.Subject with { HasCarer = true });
        Assert.Equal(CallRefusals.CarerIsCalled, _calls.Request().Refusal);
        _calls.Follow(_calls.Subject with { HasCarer = false });
        _calls.Now = ScriptedCalls.At(16, 0); // The end has not been reported yet.
        Assert.Equal(Refusals.StayEnded, _calls.Request().Refusal);
        _calls.Follow(_calls.Subject with { HasEnded = true });
        Assert.Equal(Refusals.StayEnded, _calls.Request().Refusal);
    }

    /// <summary>45 s of real life are 13,500 s where 300 s pass in one.</summary>
    [Fact]
    public void On_a_fast_clock_a_call_that_was_asked_for_takes_as_long_as_elsewhere()
    {
        var calls = new ScriptedCalls(isFollowed: false) { Speed = 300 };
        calls.Follow(calls.Subject);
        Assert.Null(calls.Request().Refusal);
        Assert.Equal(calls.Now.AddSeconds(13_500), calls.Call.DueAt);
        calls.Live(TimeSpan.FromHours(2));
        Assert.Null(calls.Answer().Refusal);
        Assert.Equal(calls.Now.AddSeconds(300 * 75), calls.Call.Deadline);
    }
}
