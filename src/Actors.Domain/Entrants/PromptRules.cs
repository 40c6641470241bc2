using Actors.Domain.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>What becomes of prompts as time passes: sent, reminded of, closed.</summary>
internal static class PromptRules
{
    /// <summary>Everything that is due by now, oldest first.</summary>
    public static void DoWhatIsDue(Unfolding unfolding)
    {
        CloseWhatIsDue(unfolding);
        foreach (var prompt in unfolding.Stay.Prompts)
        {
            if (prompt.Fate == Fate.Planned && prompt.PlannedAt <= unfolding.Now)
            {
                Issue(unfolding, prompt);
            }
        }

        foreach (var prompt in unfolding.Stay.Prompts)
        {
            if (unfolding.Stay.RemindAt(prompt) <= unfolding.Now)
            {
                unfolding.Happen(new EntrantEvent.PromptReminded(prompt.Number));
                unfolding.Ask(new EntrantEffect.RemindOfPrompt(prompt.Number));
            }
        }
    }

    /// <summary>Closes the prompts whose window is over, or makes it longer where the platform was away.</summary>
    public static void CloseWhatIsDue(Unfolding unfolding)
    {
        foreach (var prompt in unfolding.Stay.Prompts)
        {
            if (prompt.Fate == Fate.Open && prompt.ClosesAt <= unfolding.Now)
            {
                Close(unfolding, prompt);
            }
        }
    }

    private static void Issue(Unfolding unfolding, PromptState prompt)
    {
        var now = unfolding.Now;
        if (Window(unfolding, prompt) is not { } closesAt)
        {
            // The platform was away when the prompt should have gone out.
            unfolding.Happen(new EntrantEvent.PromptClosed(prompt.Number, Fate.Excused, Excuse.Outage));
            return;
        }

        if (prompt.Kind == PromptKind.Location)
        {
            Supersede(unfolding);
        }

        unfolding.Happen(new EntrantEvent.PromptIssued(
            prompt.Number, now, closesAt, unfolding.Context.IsConnected ? Channel.App : null));
        unfolding.Ask(new EntrantEffect.ShowPrompt(prompt.Number));
    }

    /// <summary>Until when a prompt that goes out now is open; null: it is too late for it.</summary>
    private static DateTimeOffset? Window(Unfolding unfolding, PromptState prompt)
    {
        var (programme, now) = (unfolding.Context.Programme, unfolding.Now);
        var date = unfolding.Period.DateOf(prompt.Number.Day);
        var open = prompt.Kind == PromptKind.Health
            ? programme.Zone.At(date, programme.Health.DueBy) - prompt.PlannedAt
            : programme.Location.Open;
        if (PromptWindow.Issue(prompt, open, unfolding.Context.Outages, programme.Delivery, now).Fate == Fate.Excused)
        {
            return null;
        }

        // The day's last prompt closes inside the window; one that comes late keeps its length, but not into the night.
        var quietFrom = programme.Zone.At(date, programme.Location.WindowTo);
        var closesAt = now + open;
        return closesAt <= quietFrom || now - prompt.PlannedAt <= programme.Delivery.OutageTolerance ? closesAt : null;
    }

    /// <summary>A newer question takes the place of an open one for the same: only after an outage there can be both.</summary>
    private static void Supersede(Unfolding unfolding)
    {
        foreach (var prompt in unfolding.Stay.Prompts)
        {
            if (prompt.Fate == Fate.Open && prompt.Kind != PromptKind.Health)
            {
                unfolding.Happen(new EntrantEvent.PromptClosed(prompt.Number, Fate.Excused, Excuse.Superseded));
            }
        }
    }

    private static void Close(Unfolding unfolding, PromptState prompt)
    {
        var end = PromptWindow.Close(prompt, unfolding.Context.Outages, unfolding.Context.Programme.Delivery, unfolding.Now);
        if (end.Fate == Fate.Open)
        {
            unfolding.Happen(new EntrantEvent.PromptExtended(prompt.Number, end.ClosesAt!.Value, end.Extension));
            if (QuietHours.EndAfter(unfolding.Context.Programme, unfolding.Now) is null)
            {
                unfolding.Ask(new EntrantEffect.RemindOfPrompt(prompt.Number)); // Phones show it as closed.
            }

            return;
        }

        // Without a phone there was nothing to send it to.
        var unsent = end.Excuse == Excuse.NotDelivered && prompt.DeliveredAt is null && !unfolding.Context.IsConnected;
        var isEarly = !unfolding.Stay.IsConfirmed || prompt.Excuse == Excuse.NotConfirmed; // It went out before.
        var (fate, excuse) = end.Fate == Fate.Missed && isEarly
            ? (Fate.Excused, Excuse.NotConfirmed)
            : (end.Fate, unsent ? Excuse.NotConnected : end.Excuse);
        unfolding.Happen(new EntrantEvent.PromptClosed(prompt.Number, fate, excuse));
        if (prompt.Kind == PromptKind.SecondFix)
        {
            // Whatever the reason: the first fix left the place open, and only a follow-up brings it to staff.
            unfolding.FollowUp(FollowUps.UncertainPlace, prompt.Number);
        }
        else if (fate == Fate.Missed)
        {
            unfolding.FollowUp(FollowUps.NotAnswering, prompt.Number);
        }

        if (excuse is Excuse.NotDelivered or Excuse.NotConnected)
        {
            unfolding.FollowUp(FollowUps.PhoneToMend, prompt.Number);
        }
    }
}
