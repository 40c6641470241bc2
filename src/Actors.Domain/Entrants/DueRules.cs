using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>What the passing of time asks for.</summary>
public static class DueRules
{
    /// <summary>Everything that is due by now, in the order in which it would have come.</summary>
    public static Decision<EntrantEvent, EntrantEffect> Decide(EntrantState state, EntrantContext context)
    {
        var unfolding = new Unfolding(state, context);
        Unfold(unfolding);
        return unfolding.Decide();
    }

    /// <summary>The same, before a command: an answer is judged by what is true when it comes.</summary>
    internal static void Unfold(Unfolding unfolding)
    {
        if (unfolding.Stay.HasEnded)
        {
            return;
        }

        if (unfolding.Now >= unfolding.Stay.EndsAt)
        {
            PromptRules.CloseWhatIsDue(unfolding);
            StayRules.End(unfolding);
            return;
        }

        DayPlanning.PlanWhatIsDue(unfolding);
        PromptRules.DoWhatIsDue(unfolding);
        SilenceRules.DoWhatIsDue(unfolding);
    }
}
