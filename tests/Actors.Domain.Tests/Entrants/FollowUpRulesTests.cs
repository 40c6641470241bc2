using Actors.Domain.Entrants;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;

namespace Actors.Domain.Tests.Entrants;

/// <summary>Only silence used to be settled: staff looked for phones that had long been mended.</summary>
public sealed class FollowUpRulesTests
{
    [Fact]
    public void Phone_is_mended_when_it_shows_a_prompt_again()
    {
        var life = new ScriptedLife();
        Miss(life, isDelivered: false);
        Assert.Equal(FollowUps.PhoneToMend, life.Stay.FollowUps);
        life.Deliver(life.NextPrompt(PromptKind.Location));
        Assert.Equal(FollowUps.None, life.Stay.FollowUps);

        life.LiveUntil(life.Now.AddHours(1));
        Miss(life, isDelivered: false);
        Assert.Equal(FollowUps.PhoneToMend, life.Stay.FollowUps & FollowUps.PhoneToMend);
        Assert.Equal(2, life.History.Count(happened => happened is EntrantEvent.FollowUpOpened
        {
            FollowUp: FollowUps.PhoneToMend,
        }));
    }

    [Theory]
    [InlineData(true, FollowUps.None)]
    [InlineData(false, FollowUps.NotAnswering)]
    public void Person_answers_again_who_answers_a_prompt(bool isAsked, FollowUps left)
    {
        var life = new ScriptedLife();
        Miss(life, isDelivered: true);
        Assert.Equal(FollowUps.NotAnswering, life.Stay.FollowUps);
        var next = life.NextPrompt(PromptKind.Location);
        life.Locate(isAsked ? next : null);
        Assert.Equal(left, life.Stay.FollowUps);
    }

    [Fact]
    public void Late_answer_is_an_answer()
    {
        var life = new ScriptedLife();
        life.Locate(Miss(life, isDelivered: true));
        Assert.Equal(FollowUps.None, life.Stay.FollowUps);
    }

    [Fact]
    public void Complaints_and_places_are_for_staff()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(1, 10));
        life.ReportHealth(life.Now, hasSymptoms: true);
        life.Locate(null, PresenceVerdict.Outside);
        life.Locate(life.NextPrompt(PromptKind.SecondFix), PresenceVerdict.Outside);
        Assert.Equal(FollowUps.Symptoms | FollowUps.UncertainPlace, life.Stay.FollowUps);

        life.LiveUntil(ScriptedLife.At(2, 9));
        var prompt = life.NextPrompt(PromptKind.Location);
        life.Deliver(prompt);
        life.Locate(prompt);
        life.ReportHealth(life.Now);
        Assert.Equal(
            FollowUps.Symptoms | FollowUps.UncertainPlace, life.Stay.FollowUps & (FollowUps.Symptoms | FollowUps.UncertainPlace));
    }

    [Fact]
    public void End_of_the_stay_settles_what_concerns_reaching_the_person()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(15, 23, 59));
        Assert.Equal(FollowUps.Supervisor, life.Stay.FollowUps & FollowUps.Supervisor);
        life.LiveUntil(ScriptedLife.At(16, 0));
        Assert.Equal((true, FollowUps.None), (life.Stay.HasEnded, life.Stay.FollowUps));
    }

    [Fact]
    public void What_was_reported_or_missed_at_last_is_for_staff_also_after_the_stay()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(15, 20));
        life.ReportHealth(life.Now, hasSymptoms: true);
        life.LiveUntil(ScriptedLife.At(16, 0));
        Assert.Equal((true, FollowUps.Symptoms), (life.Stay.HasEnded, life.Stay.FollowUps));
    }

    [Fact]
    public void How_a_person_feels_does_not_say_where_they_are()
    {
        var life = new ScriptedLife();
        Miss(life, isDelivered: true);
        life.LiveUntil(ScriptedLife.At(2, 11, 5));
        life.ReportHealth(life.Now);
        Assert.Equal(FollowUps.NotAnswering, life.Stay.FollowUps & FollowUps.NotAnswering);
    }

    [Fact]
    public void Several_are_taken_apart() => Assert.Equal(
        [FollowUps.Symptoms, FollowUps.Supervisor], FollowUpRules.Each(FollowUps.Supervisor | FollowUps.Symptoms));

    private static PromptState Miss(ScriptedLife life, bool isDelivered)
    {
        var prompt = life.NextPrompt(PromptKind.Location);
        if (isDelivered)
        {
            life.Deliver(prompt);
        }

        life.LiveUntil(prompt.ClosesAt!.Value);
        return prompt;
    }
}
