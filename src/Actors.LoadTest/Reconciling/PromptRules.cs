using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>A prompt is planned, sent and answered once, and gets an outcome.</summary>
internal static class PromptRules
{
    public static void Check(StayHistory stay, Journal? journal, Circumstances circumstances, Findings findings)
    {
        foreach (var prompt in stay.Prompts.Values)
        {
            CheckOnce(stay, prompt, findings);
            CheckEnd(stay, prompt, circumstances, findings);
        }

        foreach (var number in stay.Unplanned)
        {
            findings.Add(FindingKind.Lost, stay, $"something happened to prompt {number}, which was never planned");
        }

        foreach (var shown in journal?.Prompts ?? [])
        {
            CheckShown(stay, shown, circumstances, findings);
        }
    }

    private static void CheckOnce(StayHistory stay, PromptHistory prompt, Findings findings)
    {
        foreach (var (count, what) in new[]
        {
            (prompt.Planned, "planned"), (prompt.Issued, "sent"), (prompt.Answered, "answered"), (prompt.Closed, "closed"),
        })
        {
            if (count > 1)
            {
                findings.Add(FindingKind.Duplicated, stay, $"{prompt.Name} was {what} {count} times");
            }
        }
    }

    /// <summary>After the end of the stay every prompt has an outcome; before it, every prompt that closed long ago.</summary>
    private static void CheckEnd(StayHistory stay, PromptHistory prompt, Circumstances circumstances, Findings findings)
    {
        if (prompt.Outcome is not (PromptOutcome.Planned or PromptOutcome.Open))
        {
            return;
        }

        var due = prompt.ClosesAt ?? prompt.PlannedAt;
        if (stay.EndedAt is not null || circumstances.After(due, Circumstances.Punctuality) < circumstances.Until)
        {
            findings.Add(FindingKind.Lost, stay, $"{prompt.Name} has no outcome");
        }
    }

    private static void CheckShown(StayHistory stay, ShownPrompt shown, Circumstances circumstances, Findings findings)
    {
        if (PromptHandles.NumberOf(shown.Handle) is not { } number || !stay.Prompts.TryGetValue(number, out var prompt))
        {
            findings.Add(FindingKind.Lost, stay, $"a prompt that the phone showed at {shown.ShownAt:u} was never planned");
            return;
        }

        if (prompt.Issued == 0)
        {
            findings.Add(FindingKind.Lost, stay, $"{prompt.Name} was shown by the phone and never sent");
        }
        else if (!prompt.IsDelivered && prompt.Answered == 0
            && shown.DeliveryAcknowledgedAt + circumstances.Tolerance < prompt.ProperlyClosesAt)
        {
            findings.Add(FindingKind.Lost, stay, $"the delivery of {prompt.Name} was acknowledged");
        }
    }
}
