using Actors.Domain.Entrants.Contact;

namespace Actors.Domain.Entrants;

/// <summary>Decides what follows when a phone makes no contact. It never counts against the person.</summary>
internal static class SilenceRules
{
    /// <summary>
    /// Takes the steps that are due. Outages do not count as silence. Staff learn of it at any hour; the person is not
    /// asked in the quiet hours.
    /// </summary>
    public static void ApplyDue(EntrantDecision decision)
    {
        var (stay, now) = (decision.Stay, decision.Now);
        if ((stay.SilenceAt <= now || stay.AskAt <= now) && decision.Context.HeardAt is { } heardAt && heardAt > stay.SeenAt)
        {
            decision.Apply(new EntrantEvent.Seen(heardAt));
        }

        if (decision.Stay.AskAt <= now)
        {
            var putOffTo = QuietHours.EndAfter(decision.Context.Programme, now);
            decision.Apply(new EntrantEvent.NightOver(putOffTo));
            if (putOffTo is null)
            {
                decision.AddEffect(new EntrantEffect.AskWhetherWell());
            }
        }

        TakeSteps(decision);
    }

    private static void TakeSteps(EntrantDecision decision)
    {
        while (decision.Stay.SilenceAt <= decision.Now)
        {
            var stay = decision.Stay;
            var away = TimeSpan.FromSeconds(
                Math.Ceiling(decision.Context.Outages.Overlap(stay.SeenAt, decision.Now).TotalSeconds));
            if (away > TimeSpan.Zero)
            {
                away += ProofRules.SeenEvery; // Contacts just before the outage may not have been stored.
            }

            var until = stay.SilenceSpans.After(stay.Silence, stay.SeenAt)!.Value + away;
            if (until > decision.Now)
            {
                decision.Apply(new EntrantEvent.SilenceExtended(until));
                return;
            }

            var step = stay.Silence == SilenceStep.None ? SilenceStep.Unreachable : SilenceStep.Supervisor;
            var askAt = step == SilenceStep.Unreachable
                ? QuietHours.EndAfter(decision.Context.Programme, decision.Now)
                : null;
            decision.Apply(new EntrantEvent.ContactLost(step, stay.SeenAt, askAt));
            if (step == SilenceStep.Unreachable && askAt is null)
            {
                decision.AddEffect(new EntrantEffect.AskWhetherWell());
            }
        }
    }
}
