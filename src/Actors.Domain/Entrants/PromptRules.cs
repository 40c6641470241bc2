using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>What becomes of prompts as time passes: sent, reminded of, closed.</summary>
internal static class PromptRules
{
    /// <summary>Everything that is due by now, oldest first.</summary>
    public static void ApplyDue(EntrantDecision decision)
    {
        CloseDue(decision);
        foreach (var prompt in decision.Stay.Prompts)
        {
            if (prompt.Outcome == PromptOutcome.Planned && prompt.PlannedAt <= decision.Now)
            {
                Issue(decision, prompt);
            }
        }

        foreach (var prompt in decision.Stay.Prompts)
        {
            if (decision.Stay.RemindAt(prompt) <= decision.Now)
            {
                decision.Apply(new EntrantEvent.PromptReminded(prompt.Number));
                decision.AddEffect(new EntrantEffect.RemindOfPrompt(prompt.Number));
            }
        }
    }

    /// <summary>Closes the prompts whose window is over, or makes it longer where the platform was away.</summary>
    public static void CloseDue(EntrantDecision decision)
    {
        foreach (var prompt in decision.Stay.Prompts)
        {
            if (prompt.Outcome == PromptOutcome.Open && prompt.ClosesAt <= decision.Now)
            {
                Close(decision, prompt);
            }
        }
    }

    private static void Issue(EntrantDecision decision, PromptState prompt)
    {
        var now = decision.Now;
        if (Window(decision, prompt) is not { } closesAt)
        {
            // The platform was away when the prompt should have gone out.
            decision.Apply(new EntrantEvent.PromptClosed(prompt.Number, PromptOutcome.Excused, Excuse.Outage));
            return;
        }

        if (prompt.Kind == PromptKind.Location)
        {
            Supersede(decision);
        }

        decision.Apply(new EntrantEvent.PromptIssued(
            prompt.Number, now, closesAt, decision.Context.IsConnected ? Channel.App : null));
        decision.AddEffect(new EntrantEffect.ShowPrompt(prompt.Number));
    }

    /// <summary>Until when a prompt that goes out now is open; null: it is too late for it.</summary>
    private static DateTimeOffset? Window(EntrantDecision decision, PromptState prompt)
    {
        var (programme, now) = (decision.Context.Programme, decision.Now);
        var date = decision.Period.DateOf(prompt.Number.Day);
        var open = prompt.Kind == PromptKind.Health
            ? programme.Zone.At(date, programme.Health.DueBy) - prompt.PlannedAt
            : programme.Location.Open;
        if (PromptWindow.Issue(prompt, open, decision.Context.Outages, programme.Delivery, now).Outcome == PromptOutcome.Excused)
        {
            return null;
        }

        // The day's last prompt closes inside the window; one that comes late keeps its length, but not into the night.
        var quietFrom = programme.Zone.At(date, programme.Location.WindowTo);
        var closesAt = now + open;
        return closesAt <= quietFrom || now - prompt.PlannedAt <= programme.Delivery.OutageTolerance ? closesAt : null;
    }

    /// <summary>A newer question takes the place of an open one for the same: only after an outage there can be both.</summary>
    private static void Supersede(EntrantDecision decision)
    {
        foreach (var prompt in decision.Stay.Prompts)
        {
            if (prompt.Outcome == PromptOutcome.Open && prompt.Kind != PromptKind.Health)
            {
                decision.Apply(new EntrantEvent.PromptClosed(prompt.Number, PromptOutcome.Excused, Excuse.Superseded));
            }
        }
    }

    private static void Close(EntrantDecision decision, PromptState prompt)
    {
        var end = PromptWindow.Close(prompt, decision.Context.Outages, decision.Context.Programme.Delivery, decision.Now);
        if (end.Outcome == PromptOutcome.Open)
        {
            decision.Apply(new EntrantEvent.PromptExtended(prompt.Number, end.ClosesAt!.Value, end.Extension));
            if (QuietHours.EndAfter(decision.Context.Programme, decision.Now) is null)
            {
                decision.AddEffect(new EntrantEffect.RemindOfPrompt(prompt.Number)); // Phones show it as closed.
            }

            return;
        }

        // Without a phone there was nothing to send it to.
        var unsent = end.Excuse == Excuse.NotDelivered && prompt.DeliveredAt is null && !decision.Context.IsConnected;
        var isEarly = !decision.Stay.IsConfirmed || prompt.Excuse == Excuse.NotConfirmed; // It went out before.
        var (outcome, excuse) = end.Outcome == PromptOutcome.Missed && isEarly
            ? (PromptOutcome.Excused, Excuse.NotConfirmed)
            : (end.Outcome, unsent ? Excuse.NotConnected : end.Excuse);
        decision.Apply(new EntrantEvent.PromptClosed(prompt.Number, outcome, excuse));
        if (prompt.Kind == PromptKind.SecondFix)
        {
            // Whyever it was not given: the first fix left the place open, and nobody else would look at it.
            decision.OpenFollowUp(FollowUps.UncertainPlace, prompt.Number);
        }
        else if (outcome == PromptOutcome.Missed)
        {
            decision.OpenFollowUp(FollowUps.NotAnswering, prompt.Number);
        }

        if (excuse is Excuse.NotDelivered or Excuse.NotConnected)
        {
            decision.OpenFollowUp(FollowUps.PhoneProblem, prompt.Number);
        }
    }
}
