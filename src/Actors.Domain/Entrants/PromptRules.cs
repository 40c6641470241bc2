using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>Issues prompts, reminds of them and closes them as time passes.</summary>
internal static class PromptRules
{
    /// <summary>Closes, issues and reminds of everything that is due by now.</summary>
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

    /// <summary>Closes the prompts whose window is over, or extends the window by outages.</summary>
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
            // The platform was down when the prompt was due.
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

    /// <summary>Until when a prompt that is issued now is open; <c>null</c> if it is too late to issue it.</summary>
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

        // A late prompt keeps its full window, but not into the quiet hours.
        var quietFrom = programme.Zone.At(date, programme.Location.WindowTo);
        var closesAt = now + open;
        return closesAt <= quietFrom || now - prompt.PlannedAt <= programme.Delivery.OutageTolerance ? closesAt : null;
    }

    /// <summary>
    /// Closes an open location prompt that a newer one replaces. Both can be open only after an outage.
    /// </summary>
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
                // The phone shows the prompt as closed until it learns of the extension.
                decision.AddEffect(new EntrantEffect.RemindOfPrompt(prompt.Number));
            }

            return;
        }

        var (outcome, excuse) = OutcomeOf(decision, prompt, end);
        decision.Apply(new EntrantEvent.PromptClosed(prompt.Number, outcome, excuse));
        if (prompt.Kind == PromptKind.SecondFix)
        {
            // The first fix left the place uncertain, so staff look at it, whatever the reason for the missing answer.
            decision.OpenFollowUp(FollowUps.UncertainPlace, prompt.Number);
        }
        else if (outcome == PromptOutcome.Missed)
        {
            decision.OpenFollowUp(FollowUps.NotAnswering, prompt.Number);
        }

        if (excuse == Excuse.AnswerUnusable)
        {
            decision.FollowUpPhone(prompt.Number);
            decision.AddEffectOnce(new EntrantEffect.ShowHome());
        }

        if (excuse is Excuse.NotDelivered or Excuse.NotConnected)
        {
            decision.OpenFollowUp(FollowUps.PhoneProblem, prompt.Number);
        }
    }

    private static (PromptOutcome Outcome, Excuse Excuse) OutcomeOf(
        EntrantDecision decision, PromptState prompt, WindowEnd end)
    {
        if (end.Outcome == PromptOutcome.Missed)
        {
            // A prompt that was issued before the roster confirmed the person does not count as missed.
            var excuse = !decision.Stay.IsConfirmed ? Excuse.NotConfirmed
                : prompt.Excuse == Excuse.None && decision.Stay.WasDisputed(prompt) ? Excuse.PhoneDisputed
                : prompt.Excuse;
            return excuse == Excuse.None ? (PromptOutcome.Missed, Excuse.None) : (PromptOutcome.Excused, excuse);
        }

        // An answer that failed is proof that the prompt arrived. Without one, and without a phone, it was never sent.
        return end.Excuse != Excuse.NotDelivered ? (end.Outcome, end.Excuse)
            : prompt.Excuse is Excuse.AnswerUnusable or Excuse.PositionUnusable ? (end.Outcome, prompt.Excuse)
            : prompt.DeliveredAt is null && !decision.Context.IsConnected ? (end.Outcome, Excuse.NotConnected)
            : (end.Outcome, end.Excuse);
    }
}
