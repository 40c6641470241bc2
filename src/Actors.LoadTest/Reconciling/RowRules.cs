using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>Rows have numbers without gaps, and what a phone was told stands in exactly one of them.</summary>
internal static class RowRules
{
    public static void Check(StayHistory stay, Journal? journal, Findings findings)
    {
        CheckSequences(stay, findings);
        if (stay.Entries.Count(entry => entry.Fact is Fact.StayStarted) > 1)
        {
            findings.Add(FindingKind.Duplicated, stay, "the stay began twice");
        }

        foreach (var (command, receipts) in stay.Commands)
        {
            if (receipts.Count > 1)
            {
                findings.Add(FindingKind.Duplicated, stay, $"command {command:x16} stands {receipts.Count} times");
            }
        }

        foreach (var sent in journal?.Commands.Where(sent => sent.Refusal is not null && !MayBeRefused(stay, sent)) ?? [])
        {
            findings.Add(
                FindingKind.Lost, stay, $"command {sent.Id:x16}, given at {sent.GivenAt:u}, was refused: {sent.Refusal}");
        }

        foreach (var sent in journal?.Commands.Where(sent => sent.Receipt is not null) ?? [])
        {
            CheckAcknowledged(stay, sent, findings);
            if (sent.Contradiction is { } contradiction)
            {
                findings.Add(
                    FindingKind.Duplicated, stay, $"command {sent.Id:x16} was answered {sent.Receipt}, then {contradiction}");
            }
        }
    }

    /// <summary>What nobody can help: a vague fix, a stay that is over, a question that is not asked any more.</summary>
    private static bool MayBeRefused(StayHistory stay, SentCommand sent) => sent.Refusal switch
    {
        "fix-unusable" or "stay-ended" => true,
        "handle-used" => FateOf(stay, sent) is PromptFate.Answered or PromptFate.Late or PromptFate.Excused,
        "handle-expired" => FateOf(stay, sent) is PromptFate.Missed or PromptFate.Excused,
        _ => false,
    };

    private static PromptFate? FateOf(StayHistory stay, SentCommand sent) =>
        sent.Handle is { } handle && PromptHandles.NumberOf(handle) is { } number
        && stay.Prompts.TryGetValue(number, out var prompt)
            ? prompt.Fate
            : null;

    private static void CheckAcknowledged(StayHistory stay, SentCommand sent, Findings findings)
    {
        if (!stay.Commands.TryGetValue(sent.Id, out var receipts))
        {
            findings.Add(FindingKind.Lost, stay, $"command {sent.Id:x16} was acknowledged at {sent.AnsweredAt:u}");
        }
        else if (receipts[0] != sent.Receipt)
        {
            findings.Add(
                FindingKind.Lost, stay, $"command {sent.Id:x16} was acknowledged as {sent.Receipt}, not as {receipts[0]}");
        }
    }

    private static void CheckSequences(StayHistory stay, Findings findings)
    {
        var expected = 1L;
        foreach (var entry in stay.Entries)
        {
            if (entry.Sequence < expected)
            {
                findings.Add(FindingKind.Duplicated, stay, $"row {entry.Sequence} stands twice");
                continue;
            }

            if (entry.Sequence > expected)
            {
                findings.Add(FindingKind.Lost, stay, $"rows {expected} to {entry.Sequence - 1}");
            }

            expected = entry.Sequence + 1;
        }
    }
}
