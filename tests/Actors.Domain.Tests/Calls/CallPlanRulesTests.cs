using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Tests.Plans;

namespace Actors.Domain.Tests.Calls;

public sealed class CallPlanRulesTests
{
    private static readonly DateTimeOffset First = ScriptedCalls.At(2, 9, 48, 57);
    private static readonly DateTimeOffset Second = ScriptedCalls.At(2, 17, 33, 25);
    private readonly ScriptedCalls _calls = new();

    [Fact]
    public void Each_evening_the_next_day_is_drawn_and_the_last_evening_nothing()
    {
        _calls.LiveUntil(ScriptedCalls.At(1, 20));
        Assert.Empty(_calls.State.Planned);
        _calls.LiveUntil(ScriptedCalls.At(1, 22));
        Assert.Equal([First, Second], _calls.State.Planned);

        _calls.LiveUntil(ScriptedCalls.At(17, 0));
        var days = _calls.History.OfType<CallEvent.DayPlanned>().ToList();
        Assert.Equal(Enumerable.Range(1, 14), days.Select(day => day.Day));
        Assert.All(days, day => Assert.InRange(day.RingAt.Length, 1, 2));
        Assert.Null(days[^1].PlanAt);
        Assert.Null(_calls.State.NextDue);
    }

    /// <summary>The end of a stay can reach the calls after its person was erased.</summary>
    [Fact]
    public void A_stay_that_ended_before_it_was_followed_leaves_no_trace()
    {
        var calls = new ScriptedCalls(isFollowed: false);
        Assert.Empty(calls.Follow(calls.Subject with { HasEnded = true }).Events);
        Assert.NotEmpty(calls.Follow(calls.Subject with { HasEnded = false }).Events);
        Assert.NotEmpty(calls.Follow(calls.Subject with { HasEnded = true }).Events);
    }

    [Fact]
    public void One_minute_before_it_rings_the_person_is_told()
    {
        _calls.LiveUntil(First.AddSeconds(-61));
        Assert.Null(_calls.State.Call);
        _calls.LiveUntil(First.AddSeconds(-60));
        Assert.Equal((CallStage.Announced, CallCause.Planned, 1), (_calls.Stage, _calls.Call.Cause, _calls.Call.Number));
        Assert.Equal((First, ScriptedCalls.At(2, 20)), (_calls.Call.DueAt, _calls.Call.Until));
        Assert.Equal([Second], _calls.State.Planned);
        Assert.Equal([new CallEffect.ShowCall()], _calls.Effects);
        _calls.LiveUntil(First);
        Assert.Equal(CallStage.Ringing, _calls.Stage);
    }

    [Fact]
    public void Without_room_a_call_is_put_off_silently()
    {
        _calls.HasRoom = false;
        _calls.LiveUntil(First.AddMinutes(5));
        var later = Assert.Single(_calls.History.OfType<CallEvent.Postponed>()).To!.Value;
        Assert.InRange(later, First.AddMinutes(10), First.AddMinutes(20));
        Assert.Empty(_calls.Effects);
        _calls.HasRoom = true;
        _calls.LiveUntil(later);
        Assert.Equal((CallStage.Ringing, 1), (_calls.Stage, _calls.Call.Number));
    }

    [Fact]
    public void A_call_that_no_longer_fits_into_the_day_is_dropped_without_blame()
    {
        _calls.HasRoom = false;
        _calls.LiveUntil(ScriptedCalls.At(2, 20));
        Assert.Equal(2, _calls.History.OfType<CallEvent.Postponed>().Count(postponed => postponed.To is null));
        Assert.Empty(_calls.State.Planned);
        Assert.Empty(_calls.Effects);
        Assert.Null(_calls.State.Last);
        var latest = CallPlan.LatestRing(new(2021, 3, 2), _calls.Rules, _calls.Programme.Zone);
        Assert.All(_calls.History.OfType<CallEvent.Postponed>(), postponed => Assert.False(postponed.To > latest));
    }

    /// <summary>Everybody who was to be called in those hours would otherwise be called in the first minute after them.</summary>
    [Fact]
    public void After_a_long_outage_calls_come_as_spread_as_they_were()
    {
        _calls.LiveUntil(ScriptedCalls.At(2, 8));
        _calls.BeAway(TimeSpan.FromHours(4));
        var late = ScriptedCalls.At(2, 12, 1) - First;
        Assert.Equal(ScriptedCalls.At(2, 12, 1) + late, _calls.State.Planned[0]);
        Assert.Null(_calls.State.Call);
        _calls.LiveUntil(_calls.State.Planned[0]);
        Assert.Equal(CallStage.Ringing, _calls.Stage);
    }

    [Fact]
    public void After_an_outage_until_the_evening_what_is_left_of_the_day_is_used()
    {
        _calls.LiveUntil(ScriptedCalls.At(2, 9));
        _calls.BeAway(TimeSpan.FromHours(9));
        var latest = CallPlan.LatestRing(new(2021, 3, 2), _calls.Rules, _calls.Programme.Zone);
        Assert.Equal(2, _calls.State.Planned.Length);
        Assert.All(_calls.State.Planned, ringAt => Assert.InRange(ringAt, ScriptedCalls.At(2, 18, 1), latest));
    }

    [Fact]
    public void Day_that_was_slept_through_is_over()
    {
        _calls.LiveUntil(ScriptedCalls.At(1, 19));
        _calls.BeAway(TimeSpan.FromDays(2.5));
        var days = _calls.History.OfType<CallEvent.DayPlanned>().ToList();
        Assert.Equal([1, 2, 3], days.Select(day => day.Day));
        Assert.Equal([true, true, false], days.Select(day => day.RingAt.IsEmpty));
        Assert.Empty(_calls.History.OfType<CallEvent.Announced>());
    }

    [Fact]
    public void While_a_call_goes_on_the_next_one_waits()
    {
        _calls.LiveUntil(First.AddSeconds(-90));
        _calls.Request();
        _calls.LiveUntil(First.AddSeconds(-60));
        Assert.Equal((CallStage.Ringing, CallCause.Requested), (_calls.Stage, _calls.Call.Cause));
        var postponed = Assert.Single(_calls.History.OfType<CallEvent.Postponed>());
        Assert.Equal(First, postponed.From);
        _calls.LiveUntil(postponed.To!.Value);
        Assert.Equal((CallStage.Ringing, CallCause.Planned, 2), (_calls.Stage, _calls.Call.Cause, _calls.Call.Number));
    }

    [Fact]
    public void Following_the_same_stay_again_changes_nothing() => Assert.Empty(_calls.Follow(_calls.Subject).Events);

    [Fact]
    public void Companions_are_called_together_with_the_person_and_not_by_themselves()
    {
        _calls.LiveUntil(ScriptedCalls.At(2, 9));
        var companion = ScriptedCalls.Person(2);
        _calls.Follow(_calls.Subject with { Companions = [companion] });
        _calls.LiveUntil(First);
        Assert.Equal([ScriptedCalls.Me, companion], _calls.Call.Persons.Select(check => check.Person));

        var other = new ScriptedCalls(isFollowed: false);
        other.Follow(other.Subject with { HasCarer = true });
        Assert.Null(other.State.NextDue);
    }

    /// <summary>
    /// On the last day there is nothing more to plan, which does not mean that no person is to be called.
    /// </summary>
    [Fact]
    public void Companion_on_the_last_day_does_not_cancel_its_calls()
    {
        _calls.LiveUntil(ScriptedCalls.At(15, 1));
        Assert.Null(_calls.State.PlanAt);
        var planned = _calls.State.Planned;
        Assert.NotEmpty(planned);
        _calls.Follow(_calls.Subject with { Companions = [ScriptedCalls.Person(2)] });
        Assert.Equal(planned, _calls.State.Planned);
        _calls.LiveUntil(planned[0]);
        Assert.Equal(2, _calls.Call.Persons.Length);
    }

    [Fact]
    public void A_person_who_gets_a_carer_is_not_called_any_more()
    {
        _calls.LiveUntil(ScriptedCalls.At(2, 8));
        _calls.Follow(_calls.Subject with { HasCarer = true });
        Assert.Null(_calls.State.NextDue);
        _calls.LiveUntil(ScriptedCalls.At(4, 8));
        _calls.Follow(_calls.Subject with { HasCarer = false });
        Assert.Empty(_calls.History.OfType<CallEvent.Announced>());
        _calls.LiveUntil(ScriptedCalls.At(5, 23));
        Assert.NotEmpty(_calls.History.OfType<CallEvent.Announced>());
        Assert.All(_calls.History.OfType<CallEvent.Announced>(), told => Assert.True(told.At > ScriptedCalls.At(4, 8)));
    }

    [Fact]
    public void When_the_stay_ends_the_call_that_goes_on_ends_and_none_comes_any_more()
    {
        _calls.Ringing();
        _calls.Follow(_calls.Subject with { HasEnded = true });
        Assert.Equal(CallOutcome.StayEnded, _calls.Outcome);
        Assert.Null(_calls.State.NextDue);
        Assert.Contains(new CallEffect.Conclude(new(1, CallCause.Planned, CallOutcome.StayEnded)), _calls.Effects);
    }

    [Fact]
    public void The_next_stay_starts_afresh_and_numbers_go_on()
    {
        _calls.Ringing();
        _calls.Follow(_calls.Subject with
        {
            Stay = PlanKeys.Numbered(9),
            LandedAt = _calls.Now,
            EndsAt = ScriptedCalls.At(17, 0),
        });
        Assert.Equal(CallOutcome.StayEnded, _calls.Outcome);
        Assert.Empty(_calls.State.Planned);
        Assert.Null(_calls.Request().Refusal);
        Assert.Equal(2, _calls.Call.Number);
    }

    /// <summary>A day takes minutes there, and a call does not: only people who ask are called.</summary>
    [Theory]
    [InlineData(300)]
    [InlineData(0.01)]
    public void Only_people_who_ask_are_called_where_time_does_not_run_as_on_the_wall(double speed)
    {
        var calls = new ScriptedCalls(isFollowed: false) { Speed = speed };
        calls.Follow(calls.Subject);
        Assert.Null(calls.State.NextDue);

        // What was drawn before the speed changed is not called either, and does not keep anybody busy.
        _calls.LiveUntil(First.AddHours(-1));
        _calls.Speed = speed;
        _calls.LiveUntil(ScriptedCalls.At(17, 0));
        Assert.Empty(_calls.History.OfType<CallEvent.Announced>());
    }

    [Fact]
    public void Stay_that_began_on_a_fast_clock_is_planned_when_it_is_followed_in_real_time()
    {
        var calls = new ScriptedCalls(isFollowed: false) { Speed = 300 };
        calls.Follow(calls.Subject);
        calls.Speed = 1;
        calls.Follow(calls.Subject);
        Assert.NotNull(calls.State.PlanAt);
        Assert.Empty(calls.Follow(calls.Subject).Events);
    }
}
