using Actors.Domain.Entrants;

namespace Actors.Domain.Tests.Entrants;

public sealed class ProofRulesTests
{
    private static readonly PhoneCondition Well = new("1.0.0", "test", PhoneFaults.None, null);

    /// <summary>
    /// Signs of life that are no answers were kept in memory only. When the grain was deactivated in between, a person
    /// heard of an hour ago was reported as unreachable for twelve.
    /// </summary>
    [Fact]
    public void Sign_of_life_outlives_the_memory_of_the_server()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(1, 18));
        life.HeardAt = life.Now;
        life.Hear(null);
        life.HeardAt = null;
        life.LiveUntil(ScriptedLife.At(2, 5, 59));
        Assert.Empty(life.History.OfType<EntrantEvent.FellSilent>());

        life.LiveUntil(ScriptedLife.At(2, 6));
        Assert.Equal(ScriptedLife.At(1, 18), Assert.Single(life.History.OfType<EntrantEvent.FellSilent>()).SeenAt);
    }

    [Fact]
    public void Signs_of_life_that_follow_closely_are_not_all_written()
    {
        var life = new ScriptedLife();
        for (var minute = 0; minute < 12 * 60; minute++)
        {
            life.LiveUntil(ScriptedLife.At(1, 7).AddMinutes(minute));
            life.HeardAt = life.Now;
            life.Hear(null);
        }

        Assert.InRange(life.History.OfType<EntrantEvent.Seen>().Count(), 1, 48);
    }

    /// <summary>After the end the link to the centre is closed: what a phone says of itself was recorded all the same.</summary>
    [Fact]
    public void Nothing_of_a_phone_is_recorded_after_the_end()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(16, 0));
        Assert.True(life.Stay.HasEnded);
        Assert.Empty(life.Hear(Well).Events);
        Assert.Null(life.State.Phone);
    }

    /// <summary>The phone that proves something is heard of, even when there is nothing left to prove.</summary>
    [Fact]
    public void Proof_that_comes_too_late_ends_the_silence()
    {
        var life = new ScriptedLife();
        var prompt = life.NextPrompt(Domain.Prompts.PromptKind.Location);
        life.LiveUntil(ScriptedLife.At(3, 12));
        Assert.Equal(SilenceStep.Supervisor, life.Stay.Silence);
        life.HeardAt = life.Now;
        life.Deliver(prompt);
        Assert.Equal(SilenceStep.None, life.Stay.Silence);
    }
}
