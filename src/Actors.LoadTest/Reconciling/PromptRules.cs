using System.Buffers.Text;
using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>A prompt is planned, sent and answered once, reaches a connected phone, and gets an outcome.</summary>
internal static class PromptRules
{
    public static void Check(StayHistory stay, Journal? journal, Circumstances circumstances, Findings findings)
    {
        var shown = journal?.Prompts.Select(prompt => PromptHandles.NumberOf(prompt.Handle)).ToHashSet() ?? [];
        foreach (var prompt in stay.Prompts.Values)
        {
            if (journal is not null && !shown.Contains(prompt.Number))
            {
                CheckReached(stay, prompt, journal, circumstances, findings);
            }

            CheckOnce(stay, prompt, findings);
            CheckEnd(stay, prompt, circumstances, findings);
        }

        foreach (var number in stay.Unplanned)
        {
            findings.Add(FindingKind.Lost, stay, $"something happened to prompt {number}, which was never planned");
        }

        foreach (var prompt in journal?.Prompts ?? [])
        {
            CheckShown(stay, prompt, circumstances, findings);
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

    /// <summary>
    /// A prompt reaches a phone that is connected from its issue until it closes, unless it closes while the server may still be
    /// late: minutes of programme time are a blink in a fast run. One that is excused closes early if a newer one replaces it.
    /// </summary>
    private static void CheckReached(
        StayHistory stay, PromptHistory prompt, Journal journal, Circumstances circumstances, Findings findings)
    {
        if (prompt is { IssuedAt: { } issuedAt }
            && (prompt.ExcusedAt ?? prompt.ClosesAt) is { } closesAt
            && closesAt - issuedAt > Circumstances.Punctuality
            && circumstances.Away(issuedAt, closesAt) == TimeSpan.Zero
            && journal.Connections.FirstOrDefault(connection =>
                connection.From <= issuedAt - circumstances.Tolerance
                && connection.To >= closesAt + circumstances.Tolerance) is var connected
            && connected != default)
        {
            findings.Add(
                FindingKind.Lost, stay,
                $"{prompt.Name} did not reach the phone, which was connected from {connected.From:u} to {connected.To:u}");
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

/// <summary>What the ledger says about one prompt.</summary>
internal sealed class PromptHistory(int number, PromptKind kind, DateTimeOffset plannedAt)
{
    private const int IndexBits = 4;

    /// <summary>Day and index within the day, as one number.</summary>
    public int Number { get; } = number;

    public PromptKind Kind { get; } = kind;

    public DateTimeOffset PlannedAt { get; } = plannedAt;

    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>The last moment of an answer in time, without extensions for outages.</summary>
    public DateTimeOffset? ProperlyClosesAt { get; set; }

    /// <summary>The last moment of an answer in time.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    /// <summary>When it was closed with an excuse; null if it was not.</summary>
    public DateTimeOffset? ExcusedAt { get; set; }

    public bool IsDelivered { get; set; }

    /// <summary>How often it was planned or asked for.</summary>
    public int Planned { get; set; } = 1;

    public int Issued { get; set; }

    public int Closed { get; set; }

    public int Answered { get; set; }

    /// <summary>Whether it is excused because an answer could not be used.</summary>
    public bool IsExcusedByPhone { get; set; }

    public PromptOutcome Outcome { get; set; }

    public string Name => $"prompt d{Number >> IndexBits}-{Number & ((1 << IndexBits) - 1)}";
}

/// <summary>Reads handles of prompts: base64url, the first byte is the day, the second the index within the day.</summary>
internal static class PromptHandles
{
    private const int IndexBits = 4;
    private const int LeadingCharacters = 4;

    /// <summary>The number of the prompt; null if the text is not a handle.</summary>
    public static int? NumberOf(string handle)
    {
        Span<byte> bytes = stackalloc byte[3];
        return handle.Length >= LeadingCharacters
            && Base64Url.IsValid(handle.AsSpan(0, LeadingCharacters))
            && Base64Url.TryDecodeFromChars(handle.AsSpan(0, LeadingCharacters), bytes, out _)
            ? bytes[0] << IndexBits | bytes[1]
            : null;
    }
}
