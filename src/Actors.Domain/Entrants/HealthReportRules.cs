using Actors.Domain.Ledger;
using Actors.Domain.Prompts;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>What follows from a health report.</summary>
public static class HealthReportRules
{
    /// <summary>Takes a report that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">Of the entrant.</param>
    /// <param name="context">What else is known.</param>
    /// <param name="answer">What every answer carries. Without a handle it answers the question of the day.</param>
    /// <param name="answers">The answers, sealed.</param>
    /// <param name="hasSymptoms">Whether the person has complaints.</param>
    public static Decision<EntrantEvent, EntrantEffect> Report(
        EntrantState state, EntrantContext context, Answer answer, Sealed answers, bool hasSymptoms)
    {
        var unfolding = new Unfolding(state, context);
        DueRules.Unfold(unfolding);
        if (unfolding.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        PromptState? prompt;
        var day = DayOf(unfolding, answer);
        if (answer.Handle is not { } handle)
        {
            prompt = AnswerRules.FindOfDay(unfolding, day);
        }
        else if (AnswerRules.Find(unfolding, handle, isHealth: true, out prompt) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var fate = prompt is { } asked ? AnswerRules.Judge(asked) : (Fate?)null;
        var receipt = hasSymptoms ? Receipt.SymptomsReceived
            : fate is Fate.Late or Fate.Excused ? Receipt.HealthReceivedLate
            : Receipt.HealthReceived;
        unfolding.Happen(new EntrantEvent.HealthReported(
            answer.Command, prompt?.Number, day, context.Now, answer.AnsweredAt, answers, fate,
            receipt));
        if (hasSymptoms)
        {
            unfolding.FollowUp(FollowUps.Symptoms, prompt?.Number);
        }

        return unfolding.Decide();
    }

    /// <summary>The day on which the person said so: a phone may have kept it over midnight.</summary>
    private static int DayOf(Unfolding unfolding, Answer answer) =>
        answer.AnsweredAt > unfolding.Now
            ? LocationReportRules.Day(unfolding)
            : unfolding.Period.DayAt(answer.AnsweredAt) ?? unfolding.Period.FirstDay;
}
