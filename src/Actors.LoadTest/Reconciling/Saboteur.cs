using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>Tampers with a copy of a ledger.</summary>
public static class Saboteur
{
    /// <summary>A copy with one thing wrong in the middle of it.</summary>
    /// <exception cref="InvalidOperationException">Nothing in it can be tampered with in that way.</exception>
    public static IReadOnlyList<LedgerEntry> Tamper(IReadOnlyList<LedgerEntry> ledger, Sabotage sabotage)
    {
        var copy = ledger.ToList();
        switch (sabotage)
        {
            case Sabotage.Lose:
                copy.RemoveAt(Middle(copy, entry => entry.Fact is Fact.Reported));
                break;
            case Sabotage.Repeat:
                var place = Middle(copy, entry => entry.Fact is Fact.Reported);
                copy.Insert(place, copy[place]);
                break;
            case Sabotage.ShiftDay:
                Change(copy, entry => entry.Fact is Fact.DayPlanned planned && planned.Prompts.Count > 0, static fact =>
                    fact is Fact.DayPlanned planned ? planned with { Day = planned.Day + 1 } : fact);
                break;
            case Sabotage.Blame:
                Change(copy, entry => entry.Fact is Fact.Reported { Fate: PromptFate.Answered }, static fact =>
                    fact is Fact.Reported report ? report with { Fate = PromptFate.Missed } : fact);
                break;
        }

        return copy;
    }

    private static void Change(List<LedgerEntry> ledger, Func<LedgerEntry, bool> where, Func<Fact, Fact> change)
    {
        var place = Middle(ledger, where);
        ledger[place] = ledger[place] with { Fact = change(ledger[place].Fact) };
    }

    private static int Middle(List<LedgerEntry> ledger, Func<LedgerEntry, bool> where)
    {
        var places = Enumerable.Range(0, ledger.Count).Where(place => where(ledger[place])).ToList();
        return places.Count > 0
            ? places[places.Count / 2]
            : throw new InvalidOperationException("The ledger has nothing that could be tampered with in this way.");
    }
}
