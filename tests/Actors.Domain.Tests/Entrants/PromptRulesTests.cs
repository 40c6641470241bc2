using Actors.Domain.Entrants;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;

namespace Actors.Domain.Tests.Entrants;

public sealed class PromptRulesTests
{
    /// <summary>
    /// Somebody whose fix was outside, and whose phone then went away, was only asked to mend the phone: the first fix was
    /// seen by nobody.
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
