using Actors.Domain.Entrants;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;

namespace Actors.Domain.Tests.Entrants;

public sealed class PromptRulesTests
{
    /// <summary>
    /// A person whose fix was outside, and whose phone then went away, was only asked to mend the phone: the first fix
    /// led to no action.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Place_stays_uncertain_when_the_second_fix_is_not_given_for_whatever_reason(bool isConnected)
    {
        var life = new ScriptedLife();
        life.Locate(life.NextPrompt(PromptKind.Location), PresenceVerdict.Outside);
        var second = life.NextPrompt(PromptKind.SecondFix);
        life.IsConnected = isConnected;
        life.LiveUntil(second.ClosesAt!.Value);

        Assert.Equal(Fate.Excused, life.Stay.Prompts.Find(second.Number)!.Value.Fate);
        Assert.Equal(FollowUps.UncertainPlace | FollowUps.PhoneToMend, life.Stay.FollowUps);
    }

    /// <summary>A phone that shows a prompt in its last minutes only is to be mended; the person has missed nothing.</summary>
    [Theory]
    [InlineData(54, Fate.Missed, Excuse.None, FollowUps.NotAnswering)]
    [InlineData(56, Fate.Excused, Excuse.NotDelivered, FollowUps.PhoneToMend)]
    public void Miss_needs_proof_of_delivery_in_good_time(int minutes, Fate fate, Excuse excuse, FollowUps followUps)
    {
        var life = new ScriptedLife();
        var prompt = life.NextPrompt(PromptKind.Location);
        life.LiveUntil(prompt.IssuedAt!.Value.AddMinutes(minutes));
        life.Deliver(prompt);
        life.IsConnected = false;
        life.LiveUntil(prompt.ClosesAt!.Value);
        var closed = life.Stay.Prompts.Find(prompt.Number)!.Value;
        Assert.Equal((fate, excuse, followUps), (closed.Fate, closed.Excuse, life.Stay.FollowUps));
    }

    /// <summary>The phone showed the prompt as closed while it could be answered for some minutes more.</summary>
    [Fact]
    public void More_time_for_a_prompt_is_shown_to_the_phone()
    {
        var life = new ScriptedLife();
        var prompt = life.NextPrompt(PromptKind.Location);
        life.Outages = life.Outages.With(new(prompt.IssuedAt!.Value.AddMinutes(20), prompt.IssuedAt.Value.AddMinutes(26)));
        life.LiveUntil(prompt.ClosesAt!.Value.AddMinutes(-1));
        life.Now = prompt.ClosesAt.Value;

        Assert.Contains(new EntrantEffect.RemindOfPrompt(prompt.Number), life.Due().Effects);
        Assert.Equal(prompt.ClosesAt.Value.AddMinutes(6), life.Stay.Prompts.Find(prompt.Number)!.Value.ClosesAt);
    }

    [Fact]
    public void Second_fix_that_is_missed_is_uncertain_and_no_miss_of_a_prompt()
    {
        var life = new ScriptedLife();
        life.Locate(life.NextPrompt(PromptKind.Location), PresenceVerdict.Outside);
        var second = life.NextPrompt(PromptKind.SecondFix);
        life.Deliver(second);
        life.LiveUntil(second.ClosesAt!.Value);
        Assert.Equal(FollowUps.UncertainPlace, life.Stay.FollowUps);
    }
}
