using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Decides what is due for an entrant.</summary>
public static class DueRules
{
    /// <summary>Decides everything that is due by now, in the order in which it became due.</summary>
    public static Decision<EntrantEvent, EntrantEffect> Decide(EntrantState state, EntrantContext context)
    {
        var decision = new EntrantDecision(state, context);
        ApplyDue(decision);
        return decision.Build();
    }

    /// <summary>Applies everything that is due by now, before a command is judged.</summary>
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
