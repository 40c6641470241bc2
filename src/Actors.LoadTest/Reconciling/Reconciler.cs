using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>
/// Holds what a server wrote down against what phones saw and against the rules of the programme. It shares no code with
/// the server: it reads the rows by itself and counts the days once more.
/// </summary>
public sealed class Reconciler(Circumstances circumstances)
{
    /// <summary>Compares.</summary>
    public Reconciliation Reconcile(IEnumerable<LedgerEntry> ledger, IEnumerable<Journal> journals)
    {
        var known = journals.ToDictionary(journal => journal.Person, StringComparer.Ordinal);
        var truly = known.Values.Count(journal => journal.GoneSince is not null);
        var findings = new Findings();
        var fates = new Dictionary<PromptFate, int>();
        var (prompts, gone, found) = (0, 0, 0);
        foreach (var rows in ledger.GroupBy(entry => entry.Grain, StringComparer.Ordinal))
        {
            var stay = StayHistory.Of(rows.Key, rows);
            known.Remove(rows.Key, out var journal);
            RowRules.Check(stay, journal, findings);
            PromptRules.Check(stay, journal, circumstances, findings);
            DayRules.Check(stay, journal, circumstances, findings);
            BlameRules.Check(stay, journal, circumstances, findings);
            var (isGone, isFound) = SilenceRules.Check(stay, journal, circumstances, findings);
            gone += isGone ? 1 : 0;
            found += isFound ? 1 : 0;
            prompts += stay.Entries.Sum(PromptsOf);
            foreach (var prompt in stay.Prompts.Values)
            {
                fates[prompt.Fate] = fates.GetValueOrDefault(prompt.Fate) + 1;
            }
        }

        foreach (var journal in known.Values)
        {
            findings.Add(
                FindingKind.Lost, StayHistory.Of(journal.Person, []), "the person was registered and is not in the ledger");
        }

        return new()
        {
            Findings = findings.All,
            Prompts = prompts,
            Fates = fates,
            Gone = gone,
            GoneFound = found,
            GoneNotJudged = truly - gone,
        };
    }

    private static int PromptsOf(LedgerEntry entry) => entry.Fact switch
    {
        Fact.DayPlanned planned => planned.Prompts.Count,
        Fact.SecondFixAsked => 1,
        _ => 0,
    };
}
