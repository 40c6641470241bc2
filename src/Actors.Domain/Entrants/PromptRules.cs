using Actors.Domain.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>What becomes of prompts as time passes: sent, reminded of, closed.</summary>
internal static class PromptRules
{
    private static readonly TimeSpan HealthReminder = TimeSpan.FromHours(1);

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
            if (prompt.Fate == Fate.Open && prompt.RemindAt <= unfolding.Now)
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

        var location = unfolding.Context.Programme.Location;
        var remindAt = prompt.Kind == PromptKind.Health ? closesAt - HealthReminder : now + location.ReminderAfter;
        unfolding.Happen(new EntrantEvent.PromptIssued(
            prompt.Number, now, closesAt, remindAt > now && remindAt < closesAt ? remindAt : null,
            unfolding.Context.IsConnected ? Channel.App : null));
        unfolding.Ask(new EntrantEffect.ShowPrompt(prompt.Number));
    }

    /// <summary>Until when a prompt that goes out now is open; null: it is too late for it.</summary>
    private static DateTimeOffset? Window(Unfolding unfolding, PromptState prompt)
    {
        var (programme, now) = (unfolding.Context.Programme, unfolding.Now);
        if (PromptWindow.IsTooLateToIssue(prompt, unfolding.Context.Outages, programme.Delivery, now))
        {
            return null;
        }

        // The day's last prompt closes inside the window; one that comes late keeps its length, but not into the night.
        var date = unfolding.Period.DateOf(prompt.Number.Day);
        var quietFrom = programme.Zone.At(date, programme.Location.WindowTo);
        var closesAt = prompt.Kind == PromptKind.Health
            ? programme.Zone.At(date, programme.Health.DueBy) + (now - prompt.PlannedAt)
            : now + programme.Location.Open;
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
        var closing = PromptWindow.Close(
            prompt, unfolding.Context.Outages, unfolding.Context.Programme.Delivery, unfolding.Now);
        if (closing.ExtendedTo is { } closesAt)
        {
            unfolding.Happen(new EntrantEvent.PromptExtended(prompt.Number, closesAt));
            return;
        }

        var (fate, excuse) = closing.Fate == Fate.Missed && !unfolding.Stay.IsConfirmed
            ? (Fate.Excused, Excuse.NotConfirmed)
            : (closing.Fate, closing.Excuse);
        unfolding.Happen(new EntrantEvent.PromptClosed(prompt.Number, fate, excuse));
        switch (fate, excuse)
        {
            case (Fate.Missed, _):
                unfolding.FollowUp(
                    prompt.Kind == PromptKind.SecondFix ? FollowUps.UncertainPlace : FollowUps.NotAnswering, prompt.Number);
                break;
            case (_, Excuse.NotDelivered or Excuse.NotConnected):
                unfolding.FollowUp(FollowUps.PhoneToMend, prompt.Number);
                break;
        }
    }
}
