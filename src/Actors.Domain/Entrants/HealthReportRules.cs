using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>Decides what follows from a health report.</summary>
public static class HealthReportRules
{
    /// <summary>Accepts a report that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="context">What the rules know besides the state.</param>
    /// <param name="answer">The answer. Without a handle it answers the health prompt of the day.</param>
    /// <param name="answers">The answers, sealed under the key of the stay.</param>
    /// <param name="hasSymptoms">Whether the person has symptoms.</param>
    public static Decision<EntrantEvent, EntrantEffect> Report(
        EntrantState state, EntrantContext context, Answer answer, Sealed answers, bool hasSymptoms)
    {
        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        PromptState? prompt;
        var day = DayOf(decision, answer);
        if (answer.Handle is not { } handle)
        {
            prompt = AnswerRules.FindOfDay(decision, day);
        }
        else if (AnswerRules.Find(decision, handle, isHealth: true, out prompt) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var outcome = prompt is { } asked ? AnswerRules.Judge(asked) : (PromptOutcome?)null;
        var receipt = hasSymptoms ? Receipt.SymptomsReceived
            : outcome is PromptOutcome.Late or PromptOutcome.Excused ? Receipt.HealthReceivedLate
            : Receipt.HealthReceived;
        decision.Apply(new EntrantEvent.HealthReported(
            answer.Command, prompt?.Number, day, context.Now, answer.AnsweredAt, answers, outcome,
            receipt));
        if (hasSymptoms)
        {
            decision.OpenFollowUp(FollowUps.Symptoms, prompt?.Number);
        }

        return decision.Build();
    }

    /// <summary>
    /// The day on which the person answered. A phone without network may send the report after midnight.
    /// </summary>
    private static int DayOf(EntrantDecision decision, Answer answer) =>
        answer.AnsweredAt > decision.Now
            ? LocationReportRules.Day(decision)
            : decision.Period.DayAt(answer.AnsweredAt) ?? decision.Period.FirstDay;
}
