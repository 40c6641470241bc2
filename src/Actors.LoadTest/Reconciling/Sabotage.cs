using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>Damages a copy of a ledger, to show that the reconciler finds it.</summary>
public static class Saboteur
{
    /// <summary>Copies a ledger and damages one row in the middle.</summary>
    /// <exception cref="InvalidOperationException">The ledger has no row that fits.</exception>
    public static IReadOnlyList<LedgerEntry> Tamper(IReadOnlyList<LedgerEntry> ledger, Sabotage sabotage)
    {
        var copy = ledger.ToList();
        switch (sabotage)
        {
            case Sabotage.Lose:
                copy.RemoveAt(Middle(copy, entry => entry.Fact is Fact.Reported));
                break;
            case Sabotage.Repeat:
                var row = Middle(copy, entry => entry.Fact is Fact.Reported);
                copy.Insert(row, copy[row]);
                break;
            case Sabotage.ShiftDay:
                Change(copy, entry => entry.Fact is Fact.DayPlanned planned && planned.Prompts.Count > 0, static fact =>
                    fact is Fact.DayPlanned planned ? planned with { Day = planned.Day + 1 } : fact);
                break;
            case Sabotage.Blame:
                // A health report: its window is hours long, so the answer is in time whatever the tolerance of the run.
                Change(copy, IsHealthInTime, static fact =>
                    fact is Fact.Reported report ? report with { Outcome = PromptOutcome.Missed } : fact);
                break;
        }

        return copy;
    }

    private static bool IsHealthInTime(LedgerEntry entry) =>
        entry.Fact is Fact.Reported { Outcome: PromptOutcome.Answered, Receipt: "healthReceived" };

    private static void Change(List<LedgerEntry> ledger, Func<LedgerEntry, bool> where, Func<Fact, Fact> change)
    {
        var row = Middle(ledger, where);
        ledger[row] = ledger[row] with { Fact = change(ledger[row].Fact) };
    }

    private static int Middle(List<LedgerEntry> ledger, Func<LedgerEntry, bool> where)
    {
        var rows = Enumerable.Range(0, ledger.Count).Where(row => where(ledger[row])).ToList();
        return rows.Count > 0
            ? rows[rows.Count / 2]
            : throw new InvalidOperationException("The ledger has no row for this sabotage.");
    }
}

/// <summary>How to damage a copy of the ledger.</summary>
public enum Sabotage
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Removes one acknowledged report.</summary>
    Lose,

    /// <summary>Repeats one report.</summary>
    Repeat,

    /// <summary>Gives one day the number of the next.</summary>
    ShiftDay,

    /// <summary>Turns a health prompt that was answered in time into a missed one.</summary>
    Blame,
}
