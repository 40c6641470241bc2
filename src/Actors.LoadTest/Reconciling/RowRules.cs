using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Programmes;

namespace Actors.LoadTest.Reconciling;

/// <summary>Rows are numbered without gaps, and each acknowledged command has exactly one row.</summary>
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
                findings.Add(FindingKind.Duplicated, stay, $"command {command:x16} has {receipts.Count} rows");
            }
        }

        foreach (var sent in
            journal?.Commands.Where(sent => sent.Refusal is not null && !MayBeRefused(stay, sent, journal)) ?? [])
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

    /// <summary>
    /// Refusals that are correct: a stay that has ended, a prompt that is closed, an answer without a prompt that is days old as
    /// far as a wrong clock tells.
    /// </summary>
    private static bool MayBeRefused(StayHistory stay, SentCommand sent, Journal journal) => sent.Refusal switch
    {
        "stay-ended" => true,
        "answered-too-long-ago" => journal.IsClockWrong && sent.Handle is null,
        "handle-used" => OutcomeOf(stay, sent) is PromptOutcome.Answered or PromptOutcome.Late or PromptOutcome.Excused,
        "handle-expired" => OutcomeOf(stay, sent) is PromptOutcome.Missed or PromptOutcome.Excused,
        _ => false,
    };

    private static PromptOutcome? OutcomeOf(StayHistory stay, SentCommand sent) =>
        sent.Handle is { } handle && PromptHandles.NumberOf(handle) is { } number
        && stay.Prompts.TryGetValue(number, out var prompt)
            ? prompt.Outcome
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
                findings.Add(FindingKind.Duplicated, stay, $"row {entry.Sequence} occurs twice");
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

/// <summary>Prompts are sent and close within the hours of the programme.</summary>
internal static class WindowRules
{
    public static void Check(
        StayHistory stay, PromptHistory prompt, StayCalendar calendar, Circumstances circumstances, Findings findings)
    {
        var rules = circumstances.Rules;
        if (prompt.Kind == PromptKind.SecondFix)
        {
            return;
        }

        var day = calendar.NumberAt(prompt.PlannedAt);
        if (prompt.Kind == PromptKind.Location
            && (prompt.PlannedAt < calendar.At(day, rules.WindowFrom)
                || prompt.PlannedAt + rules.OpenFor > calendar.At(day, rules.WindowTo)))
        {
            findings.Add(FindingKind.WrongDay, stay, $"{prompt.Name} at {prompt.PlannedAt:u} is outside the hours for prompts");
        }

        if (prompt is not { IssuedAt: { } issuedAt, ProperlyClosesAt: { } closesAt })
        {
            return;
        }

        // A late prompt is not an error: at high speed the machine decides.
        if (issuedAt < prompt.PlannedAt || issuedAt > calendar.At(day, rules.WindowTo))
        {
            findings.Add(FindingKind.WrongDay, stay, $"{prompt.Name} of {prompt.PlannedAt:u} went out at {issuedAt:u}");
        }

        var end = prompt.Kind == PromptKind.Health ? rules.HealthDueBy : rules.WindowTo;
        var latest = calendar.At(day, end) + rules.OutageTolerance;
        var isShort = prompt.Kind == PromptKind.Health
            ? closesAt < calendar.At(day, rules.HealthDueBy)
            : closesAt - issuedAt < rules.OpenFor;
        // A prompt that is sent late stays open for its full time.
        var whole = issuedAt + (prompt.Kind == PromptKind.Health ? rules.HealthDueBy - rules.HealthAt : rules.OpenFor)
            + rules.OutageTolerance;
        if (isShort || (closesAt > latest && closesAt > whole))
        {
            findings.Add(FindingKind.WrongDay, stay, $"{prompt.Name} of {issuedAt:u} closes at {closesAt:u}");
        }
    }
}
