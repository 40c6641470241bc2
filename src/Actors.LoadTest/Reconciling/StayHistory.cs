using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>What the ledger says about one person, collected from the person's rows in order.</summary>
internal sealed class StayHistory
{
    private StayHistory(string person, IReadOnlyList<LedgerEntry> entries)
    {
        Person = person;
        Entries = entries;
    }

    public string Person { get; }

    public IReadOnlyList<LedgerEntry> Entries { get; }

    public Fact.StayStarted? Started { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public Dictionary<int, PromptHistory> Prompts { get; } = [];

    /// <summary>The receipts of each command, one for each row.</summary>
    public Dictionary<ulong, List<string>> Commands { get; } = [];

    public List<(LedgerEntry Row, Fact.DayPlanned Plan)> Days { get; } = [];

    public Fact.CheckedIn? FirstCheckIn { get; private set; }

    public List<(DateTimeOffset At, int Step)> Silences { get; } = [];

    /// <summary>When the server last heard from the phone.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>Numbers of prompts that have rows but were never planned.</summary>
    public HashSet<int> Unplanned { get; } = [];

    /// <summary>Collects the rows of one person.</summary>
    public static StayHistory Of(string person, IEnumerable<LedgerEntry> entries)
    {
        var history = new StayHistory(person, [.. entries.OrderBy(entry => entry.Sequence)]);
        foreach (var entry in history.Entries)
        {
            history.Add(entry);
        }

        return history;
    }

    private void Add(LedgerEntry entry)
    {
        switch (entry.Fact)
        {
            case Fact.StayStarted started:
                Started ??= started;
                break;
            case Fact.StayEnded:
                EndedAt ??= entry.At;
                break;
            case Fact.CheckedIn checkedIn:
                FirstCheckIn ??= checkedIn;
                HeardAt = checkedIn.At;
                AddCommand(checkedIn.Command, checkedIn.Receipt);
                break;
            case Fact.DayPlanned planned:
                Days.Add((entry, planned));
                foreach (var drawn in planned.Prompts)
                {
                    Draw(drawn.Number, drawn.Kind, drawn.At);
                }

                break;
            case Fact.ContactLost silent:
                Silences.Add((entry.At, silent.Step));
                break;
            default:
                AddPrompt(entry.Fact, entry.At);
                break;
        }
    }

    private void AddPrompt(Fact fact, DateTimeOffset at)
    {
        switch (fact)
        {
            case Fact.SecondFixAsked asked:
                Issue(Draw(asked.Prompt, PromptKind.SecondFix, asked.At), asked.At, asked.ClosesAt);
                break;
            case Fact.PromptIssued issued when Find(issued.Prompt) is { } prompt:
                Issue(prompt, issued.At, issued.ClosesAt);
                break;
            case Fact.PromptDelivered delivered when Find(delivered.Prompt) is { } prompt:
                prompt.IsDelivered = true;
                HeardAt = delivered.At;
                break;
            case Fact.PromptExtended extended when Find(extended.Prompt) is { } prompt:
                prompt.ClosesAt = extended.ClosesAt;
                break;
            case Fact.AnswerFailed failed when Find(failed.Prompt) is { Outcome: PromptOutcome.Missed } prompt:
                (prompt.Outcome, prompt.IsExcusedByPhone) = (PromptOutcome.Excused, true);
                break;
            case Fact.PromptClosed closed when Find(closed.Prompt) is { } prompt:
                prompt.Closed++;
                prompt.Outcome = closed.Outcome;
                prompt.IsExcusedByPhone = closed.IsExcusedByPhone;
                prompt.ExcusedAt = closed.Outcome == PromptOutcome.Excused ? at : null;
                prompt.ClosesAt = at > prompt.ClosesAt ? at : prompt.ClosesAt; // It was open until then.
                break;
            case Fact.Reported report:
                AddCommand(report.Command, report.Receipt);
                HeardAt = report.At;
                Answer(report);
                break;
        }
    }

    private PromptHistory? Find(int number)
    {
        if (!Prompts.TryGetValue(number, out var prompt))
        {
            Unplanned.Add(number);
        }

        return prompt;
    }

    private PromptHistory Draw(int number, PromptKind kind, DateTimeOffset at)
    {
        if (Prompts.TryGetValue(number, out var known))
        {
            known.Planned++;
            return known;
        }

        var drawn = new PromptHistory(number, kind, at);
        Prompts.Add(number, drawn);
        return drawn;
    }

    private static void Issue(PromptHistory prompt, DateTimeOffset at, DateTimeOffset closesAt)
    {
        prompt.Issued++;
        prompt.IssuedAt ??= at;
        prompt.ProperlyClosesAt ??= closesAt;
        prompt.ClosesAt ??= closesAt;
        prompt.Outcome = prompt.Outcome == PromptOutcome.Planned ? PromptOutcome.Open : prompt.Outcome;
    }

    private void Answer(Fact.Reported report)
    {
        if (report is { Prompt: { } number, Outcome: { } outcome } && Find(number) is { } prompt)
        {
            prompt.Answered++;
            prompt.Outcome = outcome;
        }
    }

    private void AddCommand(ulong command, string receipt)
    {
        if (!Commands.TryGetValue(command, out var receipts))
        {
            Commands.Add(command, receipts = []);
        }

        receipts.Add(receipt);
    }
}
