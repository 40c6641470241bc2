namespace Actors.Domain.Entrants;

/// <summary>What follows when nothing is heard of a person: no blame, but never silence.</summary>
internal static class SilenceRules
{
    /// <summary>
    /// Takes the steps that are due. Time in which the platform was away does not count. Staff are told at any hour; the
    /// person is asked by day.
    /// </summary>
    public static void DoWhatIsDue(Unfolding unfolding)
    {
        var (stay, now) = (unfolding.Stay, unfolding.Now);
        if ((stay.SilenceAt <= now || stay.AskAt <= now) && unfolding.Context.HeardAt is { } heardAt && heardAt > stay.SeenAt)
        {
            unfolding.Happen(new EntrantEvent.Seen(heardAt));
        }

        if (unfolding.Stay.AskAt <= now)
        {
            var putOffTo = QuietHours.EndAfter(unfolding.Context.Programme, now);
            unfolding.Happen(new EntrantEvent.NightOver(putOffTo));
            if (putOffTo is null)
            {
                unfolding.Ask(new EntrantEffect.AskWhetherWell());
            }
        }

        TakeSteps(unfolding);
    }

    private static void TakeSteps(Unfolding unfolding)
    {
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
            var askAt = step == SilenceStep.Unreachable
                ? QuietHours.EndAfter(unfolding.Context.Programme, unfolding.Now)
                : null;
            unfolding.Happen(new EntrantEvent.FellSilent(step, stay.SeenAt, askAt));
            if (step == SilenceStep.Unreachable && askAt is null)
            {
                unfolding.Ask(new EntrantEffect.AskWhetherWell());
            }
        }
    }
}
