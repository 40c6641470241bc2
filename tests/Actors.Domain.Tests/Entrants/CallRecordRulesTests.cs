using Actors.Domain.Calls;
using Actors.Domain.Entrants;

namespace Actors.Domain.Tests.Entrants;

public sealed class CallRecordRulesTests
{
    private readonly ScriptedLife _life = new();

    [Theory]
    [InlineData(CallCause.Planned, CallOutcome.Passed, false)]
    [InlineData(CallCause.Planned, CallOutcome.NotAnswered, true)]
    [InlineData(CallCause.Planned, CallOutcome.NotReached, true)]
    [InlineData(CallCause.Planned, CallOutcome.CallBack, true)]
    [InlineData(CallCause.Requested, CallOutcome.Passed, false)]
    [InlineData(CallCause.Requested, CallOutcome.NotAnswered, false)]
    [InlineData(CallCause.Requested, CallOutcome.NotReached, false)]
    [InlineData(CallCause.Requested, CallOutcome.CallBack, true)]
    public void Call_that_came_to_nothing_is_one_for_staff(CallCause cause, CallOutcome outcome, bool isDue)
    {
        Conclude(1, cause, outcome);
        Assert.Equal(isDue, _life.Stay.FollowUps.HasFlag(FollowUps.CallDue));
        Assert.Single(_life.History.OfType<EntrantEvent.CallConcluded>());
    }

    [Fact]
    public void Call_that_passes_makes_up_for_one_that_did_not()
    {
        Conclude(1, CallCause.Planned, CallOutcome.NotReached);
        Conclude(2, CallCause.Requested, CallOutcome.Passed);
        Assert.Equal(FollowUps.None, _life.Stay.FollowUps & FollowUps.CallDue);
    }

    [Fact]
    public void What_is_told_twice_or_too_late_counts_once()
    {
        Conclude(2, CallCause.Planned, CallOutcome.Passed);
        Conclude(2, CallCause.Planned, CallOutcome.NotAnswered);
        Conclude(1, CallCause.Planned, CallOutcome.NotAnswered);
        Assert.Single(_life.History.OfType<EntrantEvent.CallConcluded>());
    }

    [Fact]
    public void End_of_the_stay_is_no_news_and_after_it_nothing_is()
    {
        Conclude(1, CallCause.Planned, CallOutcome.StayEnded);
        _life.LiveUntil(ScriptedLife.At(17, 0));
        Conclude(2, CallCause.Planned, CallOutcome.NotAnswered);
        Assert.Empty(_life.History.OfType<EntrantEvent.CallConcluded>());
    }

    [Fact]
    public void Calls_know_of_a_stay_what_they_need()
    {
        Assert.Null(CallRecordRules.SubjectOf(new()));
        var companion = Calls.ScriptedCalls.Person(2);
        _life.Take(StayRules.AddCompanion(_life.State, companion));
        var subject = CallRecordRules.SubjectOf(_life.State)!;
        Assert.Equal((_life.Stay.Id, false, false), (subject.Stay, subject.HasEnded, subject.HasCarer));
        Assert.Equal([companion], subject.Companions);
        Assert.Equal(subject, CallRecordRules.SubjectOf(_life.State));
        _life.LiveUntil(ScriptedLife.At(17, 0));
        Assert.True(CallRecordRules.SubjectOf(_life.State)!.HasEnded);
    }

    /// <summary>The beginning, a change and the end of a stay are reported to the calls.</summary>
    [Fact]
    public void Calls_are_told_of_the_beginning_the_family_and_the_end()
    {
        var life = new ScriptedLife();
        Assert.Contains(new EntrantEffect.KeepCalls(), StayRules.AddCompanion(life.State, Calls.ScriptedCalls.Person(2)).Effects);
        while (life.State.NextDue!.Value.At < life.Stay.EndsAt)
        {
            life.LiveUntil(life.State.NextDue.Value.At);
        }

        life.Now = life.Stay.EndsAt;
        Assert.Contains(new EntrantEffect.KeepCalls(), life.Due().Effects);
        Assert.Contains(new EntrantEffect.KeepCalls(), life.Start(life.Now, number: 5).Effects);
    }

    private void Conclude(int number, CallCause cause, CallOutcome outcome) =>
        _life.Take(CallRecordRules.Conclude(_life.State, _life.Context, new(number, cause, outcome)));
}
