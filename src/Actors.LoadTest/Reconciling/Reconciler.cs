using Actors.Client.Simulated;
using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>
/// Compares the ledger with what the phones saw and with the rules of the programme. It shares no code with the server: it
/// reads the rows and counts the days itself.
/// </summary>
public sealed class Reconciler(Circumstances circumstances)
{
    /// <summary>Compares the ledger with the journals.</summary>
    public Reconciliation Reconcile(IEnumerable<LedgerEntry> ledger, IEnumerable<Journal> journals)
    {
        var known = journals.ToDictionary(journal => journal.Person, StringComparer.Ordinal);
        var truly = known.Values.Count(journal => journal.GoneSince is not null);
        var findings = new Findings();
        var outcomes = new Dictionary<PromptOutcome, int>();
        var proofs = new Dictionary<Channel, int>();
        var (prompts, gone, found, excusedPhone) = (0, 0, 0, 0);
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
            Count(stay, outcomes, proofs);
            prompts += stay.Entries.Sum(PromptsOf);
            excusedPhone += stay.Prompts.Values.Count(prompt => prompt.IsExcusedByPhone);
        }

        foreach (var journal in known.Values)
        {
            findings.Add(
                FindingKind.Lost, StayHistory.Of(journal.Person, []), "the person was registered and has no row");
        }

        return new()
        {
            Findings = findings.All,
            Prompts = prompts,
            Outcomes = outcomes,
            Proofs = proofs,
            ExcusedPhone = excusedPhone,
            Gone = gone,
            GoneFound = found,
            GoneNotJudged = truly - gone,
        };
    }

    private static void Count(
        StayHistory stay, Dictionary<PromptOutcome, int> outcomes, Dictionary<Channel, int> proofs)
    {
        foreach (var prompt in stay.Prompts.Values)
        {
            outcomes[prompt.Outcome] = outcomes.GetValueOrDefault(prompt.Outcome) + 1;
        }

        foreach (var delivered in stay.Entries.Select(entry => entry.Fact).OfType<Fact.PromptDelivered>())
        {
            proofs[delivered.Channel] = proofs.GetValueOrDefault(delivered.Channel) + 1;
        }
    }

    private static int PromptsOf(LedgerEntry entry) => entry.Fact switch
    {
        Fact.DayPlanned planned => planned.Prompts.Count,
        Fact.SecondFixAsked => 1,
        _ => 0,
    };
}

/// <summary>The result of <see cref="Reconciler"/>.</summary>
public sealed record Reconciliation
{
    /// <summary>All errors.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Number of prompts that were planned or asked for.</summary>
    public required int Prompts { get; init; }

    /// <summary>Number of prompts with each outcome.</summary>
    public required IReadOnlyDictionary<PromptOutcome, int> Outcomes { get; init; }

    /// <summary>Number of proofs of delivery by each channel.</summary>
    public required IReadOnlyDictionary<Channel, int> Proofs { get; init; }

    /// <summary>Number of prompts that are excused because an answer could not be used.</summary>
    public required int ExcusedPhone { get; init; }

    /// <summary>Number of people who are gone for so long that the server must have noticed.</summary>
    public required int Gone { get; init; }

    /// <summary>Number of those whom the server found in time.</summary>
    public required int GoneFound { get; init; }

    /// <summary>
    /// Number of gone people who cannot be judged: they are gone for too short a time, or the outages were too long.
    /// </summary>
    public required int GoneNotJudged { get; init; }

    /// <summary>Number of prompts without a final outcome.</summary>
    public int Open => Of(PromptOutcome.Planned) + Of(PromptOutcome.Open);

    /// <summary>Whether the outcomes add up to the prompts.</summary>
    public bool AddsUp => Prompts == Outcomes.Values.Sum();

    /// <summary>Whether nothing is lost, duplicated, on a wrong day or wrongly blamed.</summary>
    public bool IsClean => AddsUp && Findings.All(finding => finding.Kind == FindingKind.NotFound);

    /// <summary>Number of prompts with an outcome.</summary>
    public int Of(PromptOutcome outcome) => Outcomes.GetValueOrDefault(outcome);

    /// <summary>Number of findings of a kind.</summary>
    public int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}
