using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Tests.Entrants;

public sealed class StayRulesTests
{
    /// <summary>Rules work in whole seconds: a landing in the present second counted as one in the future.</summary>
    [Fact]
    public void A_person_who_landed_this_very_second_can_begin()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(16, 0));
        var begun = life.Start(life.Now.AddMilliseconds(700), number: 1);
        Assert.Null(begun.Refusal);
        Assert.Equal(life.Now, Assert.IsType<EntrantEvent.StayStarted>(begun.Events[0]).LandedAt);
    }

    /// <summary>
    /// Each stay names its own companions. A companion of an earlier stay who comes back alone would otherwise be shown
    /// on another person's phone.
    /// </summary>
    [Fact]
    public void Companions_of_an_earlier_stay_are_none_of_the_next()
    {
        var life = new ScriptedLife();
        life.Take(StayRules.AddCompanion(life.State, EntrantId.New()));
        Assert.Single(life.State.Companions);
        life.LiveUntil(ScriptedLife.At(20, 0));
        Assert.Single(life.State.Companions);

        life.Take(life.Start(life.Now, number: 1));
        Assert.Empty(life.State.Companions);
    }

    /// <summary>
    /// A prompt whose time was over a moment before the roster knew the person, and that was not judged yet, counted as
    /// missed.
    /// </summary>
    [Fact]
    public void What_was_due_before_the_confirmation_is_that_of_an_unconfirmed_person()
    {
        var life = new ScriptedLife(isConfirmed: false);
        var prompt = life.NextPrompt(Domain.Entrants.Prompts.PromptKind.Location);
        life.Deliver(prompt);
        life.LiveUntil(prompt.ClosesAt!.Value.AddSeconds(-1));
        life.Now = prompt.ClosesAt.Value;

        var confirmed = life.Confirm();

        Assert.Equal(Domain.Entrants.Prompts.Excuse.NotConfirmed, life.Stay.Prompts.Find(prompt.Number)!.Value.Excuse);
        Assert.True(life.Stay.IsConfirmed);
        Assert.Contains(new EntrantEffect.ShowHome(), confirmed.Effects);
        Assert.Empty(life.Confirm().Events);
    }

    /// <summary>
    /// A person confirmed two minutes before the end is not held to earlier prompts: the delay was ours.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_open_at_the_confirmation_does_not_count_as_missed_and_can_be_answered(bool isAnswered)
    {
        var life = new ScriptedLife(isConfirmed: false);
        var prompt = life.NextPrompt(Domain.Entrants.Prompts.PromptKind.Location);
        life.Deliver(prompt);
        life.LiveUntil(prompt.ClosesAt!.Value.AddMinutes(-2));
        life.Confirm();
        if (isAnswered)
        {
            life.Locate(prompt);
        }

        life.LiveUntil(prompt.ClosesAt.Value);
        Assert.Equal(isAnswered ? null : PromptOutcome.Excused, life.Stay.Prompts.Find(prompt.Number)?.Outcome);
        Assert.DoesNotContain(life.History, happened => happened is EntrantEvent.FollowUpOpened);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Confirmation_after_the_end_is_refused(bool isSettled)
    {
        var life = new ScriptedLife(isConfirmed: false);
        life.LiveUntil(ScriptedLife.At(15, 23, 59));
        life.Now = ScriptedLife.At(16, 0);
        if (isSettled)
        {
            life.Due();
        }

        Assert.Equal(Refusals.StayEnded, life.Confirm().Refusal);
        Assert.False(life.Stay.IsConfirmed);
    }

    /// <summary>A phone that was connected before the stay began showed nothing of it until it connected again.</summary>
    [Fact]
    public void Stay_that_begins_is_shown()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(20, 0));
        Assert.Contains(new EntrantEffect.ShowHome(), life.Start(life.Now, number: 1).Effects);
    }

    /// <summary>Until it is settled which phone speaks for the person, nothing counts as missed.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_open_while_two_phones_asked_does_not_count_as_missed(bool isSettledBefore)
    {
        var life = new ScriptedLife();
        var prompt = life.NextPrompt(Domain.Entrants.Prompts.PromptKind.Location);
        life.Deliver(prompt);
        life.Take(StayRules.DisputePhone(life.State, life.Now.AddHours(24), life.Context));
        Assert.Empty(StayRules.DisputePhone(life.State, life.Now.AddHours(24), life.Context).Events);
        if (isSettledBefore)
        {
            life.Now = prompt.ClosesAt!.Value.AddMinutes(-2);
            life.Take(StayRules.SettlePhone(life.State, life.Context));
            Assert.Empty(StayRules.SettlePhone(life.State, life.Context).Events);
        }

        life.LiveUntil(prompt.ClosesAt!.Value);
        var closed = life.Stay.Prompts.Find(prompt.Number)!.Value;
        Assert.Equal((PromptOutcome.Excused, Excuse.PhoneDisputed), (closed.Outcome, closed.Excuse));
    }

    [Fact]
    public void After_the_dispute_prompts_count_again()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(2, 9));
        life.Take(StayRules.DisputePhone(life.State, life.Now.AddHours(24), life.Context));
        life.LiveUntil(ScriptedLife.At(3, 13));
        var prompt = life.NextPrompt(Domain.Entrants.Prompts.PromptKind.Location);
        life.Deliver(prompt);
        life.LiveUntil(prompt.ClosesAt!.Value);
        Assert.Equal(PromptOutcome.Missed, life.Stay.Prompts.Find(prompt.Number)!.Value.Outcome);
    }

    [Fact]
    public void What_staff_were_asked_about_the_registration_is_settled_by_what_they_do()
    {
        var life = new ScriptedLife(isConfirmed: false);
        life.Take(StayRules.AskStaff(life.State, FollowUps.Unconfirmed, life.Context));
        life.Take(StayRules.AskStaff(life.State, FollowUps.PhoneDisputed, life.Context));
        Assert.Equal(
            FollowUps.Unconfirmed | FollowUps.PhoneDisputed,
            life.Stay.FollowUps & (FollowUps.Unconfirmed | FollowUps.PhoneDisputed));
        life.Confirm();
        life.Take(StayRules.SettlePhone(life.State, life.Context));
        Assert.Equal(FollowUps.None, life.Stay.FollowUps & (FollowUps.Unconfirmed | FollowUps.PhoneDisputed));
    }

    [Fact]
    public void A_stay_is_ended_early_once()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(2, 9));
        life.Take(StayRules.EndEarly(life.State, life.Context));
        Assert.True(life.Stay.HasEnded);
        Assert.Null(life.State.NextDue);
        Assert.Empty(StayRules.EndEarly(life.State, life.Context).Events);
    }
}
