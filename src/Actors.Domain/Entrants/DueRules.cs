using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>What the passing of time asks for.</summary>
public static class DueRules
{
    /// <summary>Everything that is due by now, in the order in which it would have come.</summary>
    public static Decision<EntrantEvent, EntrantEffect> Decide(EntrantState state, EntrantContext context)
    {
        var decision = new EntrantDecision(state, context);
        ApplyDue(decision);
        return decision.Build();
    }

    /// <summary>The same, before a command: an answer is judged by what is true when it comes.</summary>
    internal static void ApplyDue(EntrantDecision decision)
    {
        if (decision.Stay.HasEnded)
        {
            return;
        }

        if (decision.Now >= decision.Stay.EndsAt)
        {
            PromptRules.CloseDue(decision);
            StayRules.End(decision);
            return;
        }

        DayPlanning.PlanDue(decision);
        PromptRules.ApplyDue(decision);
        SilenceRules.ApplyDue(decision);
    }
}
