using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Tests.Entrants;

public sealed class AnswerRulesTests
{
    /// <summary>
    /// Late answers are taken until the end of the next local day. They were forgotten with the planning in the evening of
    /// that day, two hours before midnight, and refused as used.
    /// </summary>
    [Fact]
    public void Late_answer_is_taken_until_the_last_minute_of_the_next_day()
    {
        var life = new ScriptedLife();
        var prompt = life.NextPrompt(PromptKind.Location);
        life.Deliver(prompt);
        life.LiveUntil(ScriptedLife.At(2, 23, 59));
        Assert.Equal(2, life.Stay.PlannedDay);

        Assert.Null(life.Locate(prompt).Refusal);
        var late = Assert.IsType<EntrantEvent.LocationReported>(life.History[^1]);
        Assert.Equal((prompt.Number, PromptOutcome.Late), (late.Prompt, late.Outcome));
    }

    [Fact]
    public void Late_answer_is_refused_from_the_day_after()
    {
        var life = new ScriptedLife();
        var prompt = life.NextPrompt(PromptKind.Location);
        life.Deliver(prompt);
        life.LiveUntil(ScriptedLife.At(3, 0));
        Assert.Equal(Refusals.HandleExpired, life.Locate(prompt).Refusal);
        life.LiveUntil(ScriptedLife.At(3, 23, 59));
        Assert.Equal(Refusals.HandleExpired, life.Locate(prompt).Refusal);
    }

    /// <summary>A repeat is told from another command with the same id by all that a repeat repeats, and nothing else.</summary>
    [Fact]
    public void A_repeat_has_the_fingerprint_of_the_first_attempt()
    {
        var at = ScriptedLife.At(1, 9);
        var first = new Answer(new(7), "handle", new(at, at));
        Assert.Equal(Print(first), Print(first with { Time = new(at, at.AddMinutes(5)) }));
        Assert.NotEqual(Print(first), first.Fingerprint(AnswerKind.Health));
        Assert.NotEqual(Print(first), Print(first with { Handle = "another" }));
        Assert.NotEqual(Print(first), Print(first with { Time = new(at.AddMinutes(1), at) }));

        // In a call the server dates the position, each time.
        var called = new Answer(new(7), null, new(at), Call: 3);
        Assert.Equal(Print(called), Print(called with { Time = new(at.AddMinutes(1)) }));
        Assert.NotEqual(Print(called), Print(called with { Call = 4 }));

        static uint Print(Answer answer) => answer.Fingerprint(AnswerKind.Location);
    }
}
