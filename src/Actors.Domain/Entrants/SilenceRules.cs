namespace Actors.Domain.Entrants;

/// <summary>What follows when nothing is heard of a person: no blame, but never silence.</summary>
internal static class SilenceRules
{
    /// <summary>Takes the steps that are due. Time in which the platform was away does not count.</summary>
    public static void DoWhatIsDue(Unfolding unfolding)
    {
        if (unfolding.Stay.SilenceAt <= unfolding.Now && unfolding.Context.HeardAt is { } heardAt
            && heardAt > unfolding.Stay.SeenAt)
        {
            unfolding.Happen(new EntrantEvent.Seen(heardAt));
        }

        while (unfolding.Stay.SilenceAt <= unfolding.Now)
        {
            var stay = unfolding.Stay;
            var away = TimeSpan.FromSeconds(
                Math.Ceiling(unfolding.Context.Outages.Overlap(stay.SeenAt, unfolding.Now).TotalSeconds));
            if (away > TimeSpan.Zero)
            {
                away += ProofRules.SeenEvery; // What was heard just before may have gone with the server.
            }

            var until = stay.SilenceSpans.After(stay.Silence, stay.SeenAt)!.Value + away;
            if (until > unfolding.Now)
            {
                unfolding.Happen(new EntrantEvent.SilenceExtended(until));
                return;
            }

            var step = stay.Silence == SilenceStep.None ? SilenceStep.Unreachable : SilenceStep.Supervisor;
            unfolding.Happen(new EntrantEvent.FellSilent(step, stay.SeenAt));
            if (step == SilenceStep.Unreachable)
            {
                unfolding.Ask(new EntrantEffect.AskWhetherWell());
            }
        }
    }
}
