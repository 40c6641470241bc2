using Actors.LoadTest.Ledgers;

namespace Actors.LoadTest.Reconciling;

/// <summary>How a person came in, as the run knows it.</summary>
/// <param name="person">The id of the person.</param>
/// <param name="companions">The ids of those for whom the person answers.</param>
public sealed class Entry(string person, IReadOnlyList<string> companions)
{
    /// <summary>The id of the person.</summary>
    public string Person { get; } = person;

    /// <summary>The ids of those for whom the person answers.</summary>
    public IReadOnlyList<string> Companions { get; } = companions;

    /// <summary>Whether the roster that names the person and the companions comes after the landing.</summary>
    public bool IsExpectedLater { get; init; }

    /// <summary>Whether the person typed a wrong passport number, twice the same.</summary>
    public bool IsMistyped { get; init; }

    /// <summary>Whether surname and given name are exchanged, which staff look at.</summary>
    public bool NamesDiffer { get; init; }

    /// <summary>Before this the roster cannot know who is held, in programme time; null if that has not come.</summary>
    public DateTimeOffset? KnownFrom { get; set; }

    /// <summary>Whether the roster names who was held, or the details are corrected.</summary>
    public bool IsKnown { get; set; }

    /// <summary>The person and those for whom the person answers.</summary>
    public IEnumerable<string> People => Companions.Prepend(Person);

    /// <summary>Whether the roster does not know one of the people at the landing.</summary>
    public bool Holds(string person) => IsExpectedLater || (IsMistyped && person == Person);
}

/// <summary>
/// Everyone is on the roster, registered once and confirmed once, by a row of their own; no stay begins twice. A person whom the
/// roster does not know yet is not confirmed and has no misses until then (SPEC E3, E4).
/// </summary>
internal sealed class EntryRules(Circumstances circumstances)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);
    private int _registered;
    private int _confirmed;
    private int _held;

    /// <summary>Compares what the run did with what the database holds.</summary>
    /// <param name="entries">Everyone who came in.</param>
    /// <param name="database">What the database holds of registrations.</param>
    /// <param name="ledger">The rows of entrants.</param>
    /// <param name="isAlone">Whether there is no one else in the database.</param>
    public EntryReconciliation Check(
        IReadOnlyList<Entry> entries, RegistrationRecords database, IEnumerable<LedgerEntry> ledger, bool isAlone)
    {
        var registrations = database.Ledger.ToLookup(row => row.Grain, StringComparer.Ordinal);
        var stays = ledger.ToLookup(row => row.Grain, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var person in entry.People)
            {
                Check(person, entry, [.. registrations[person]], database.Rows.GetValueOrDefault(person));
                CheckMisses(person, entry, stays[person]);
                _held += entry.Holds(person) ? 1 : 0;
            }
        }

        var people = entries.Sum(entry => entry.People.Count());
        if (isAlone)
        {
            var missing = entries.Where(entry => entry is { IsExpectedLater: true, IsKnown: false })
                .Sum(entry => entry.People.Count());
            CheckCount(people, database.Ledger.Select(row => row.Grain).Distinct().Count(), "registrations");
            CheckCount(people - missing, database.RosterRows, "rows of the roster");
        }

        return new(_findings, people, _registered, _confirmed, _held);
    }

    private void Check(string person, Entry entry, List<LedgerEntry> rows, string? match)
    {
        CheckOnce(person, rows.Count(row => row.Fact is Fact.Registered), "registered");
        CheckOnce(person, rows.Count(row => row.Fact is Fact.StayBegun), "passed the airport");
        _registered += rows.Any(row => row.Fact is Fact.Registered) ? 1 : 0;
        var confirmed = rows.Where(row => row.Fact is Fact.RosterConfirmed).ToList();
        _confirmed += confirmed.Count > 0 ? 1 : 0;
        if (entry.Holds(person))
        {
            foreach (var row in confirmed.Where(row => !(row.At + circumstances.Tolerance >= entry.KnownFrom)))
            {
                Add(FindingKind.WrongDay, person, $"the roster confirmed the person at {row.At:u}, before it could know of them");
            }

            if (!entry.IsKnown)
            {
                return;
            }
        }

        CheckOnce(person, confirmed.Count, "confirmed");
        if (confirmed is [{ Fact: Fact.RosterConfirmed fact }] && person == entry.Person && fact.NameDiffers != entry.NamesDiffer)
        {
            Add(
                FindingKind.Lost, person,
                fact.NameDiffers ? "staff look at a name that is right" : "staff do not look at a name that differs");
        }

        if (match is null)
        {
            Add(FindingKind.Lost, person, "no row of the roster belongs to the person");
        }
        else if (!_rows.Add(match))
        {
            Add(FindingKind.Duplicated, person, "the row of the roster belongs to another person too");
        }
    }

    private void CheckMisses(string person, Entry entry, IEnumerable<LedgerEntry> rows)
    {
        foreach (var row in entry.Holds(person) ? rows : [])
        {
            if (row.Fact is Fact.PromptClosed { Outcome: PromptOutcome.Missed } closed
                && !(row.At + circumstances.Tolerance >= entry.KnownFrom))
            {
                Add(
                    FindingKind.WronglyBlamed, person,
                    $"prompt {closed.Prompt} is missed at {row.At:u}, but the roster did not know the person");
            }
        }
    }

    private void CheckOnce(string person, int times, string what)
    {
        if (times != 1)
        {
            Add(times == 0 ? FindingKind.Lost : FindingKind.Duplicated, person, $"{what} {times} times");
        }
    }

    private void CheckCount(int expected, int found, string what)
    {
        if (expected != found)
        {
            Add(
                found < expected ? FindingKind.Lost : FindingKind.Duplicated, "all people",
                $"there are {found} {what} instead of {expected}");
        }
    }

    private void Add(FindingKind kind, string person, string what) => _findings.Add(new(kind, person, what));
}

/// <summary>What came of the comparison of entries.</summary>
/// <param name="Findings">All errors.</param>
/// <param name="People">Number of people, companions too.</param>
/// <param name="Registered">Number of those who are registered.</param>
/// <param name="Confirmed">Number of those whom the roster confirmed.</param>
/// <param name="Held">Number of those whom the roster did not know at the landing.</param>
internal sealed record EntryReconciliation(
    IReadOnlyList<Finding> Findings, int People, int Registered, int Confirmed, int Held);
