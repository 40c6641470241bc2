using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Tests.Reconciling;

public class EntryRulesTests
{
    private const string Ann = "0000000000000000000000000000000a";
    private const string Child = "0000000000000000000000000000000c";
    private static readonly DateTimeOffset Landing = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly List<LedgerEntry> _registrations = [];
    private readonly List<LedgerEntry> _stays = [];
    private readonly Dictionary<string, string> _rows = new(StringComparer.Ordinal) { [Ann] = "row 1", [Child] = "row 2" };
    private int _rosterRows = 2;

    public EntryRulesTests()
    {
        foreach (var person in new[] { Ann, Child })
        {
            Register(person, new Fact.Registered(), Landing.AddHours(-2));
            Register(person, new Fact.RosterConfirmed(NameDiffers: false), Landing.AddHours(-2));
            Register(person, new Fact.StayBegun(), Landing.AddMinutes(5));
        }
    }

    [Fact]
    public void A_family_that_came_in_as_it_should_has_no_findings()
    {
        var found = Check(new(Ann, [Child]));

        Assert.Empty(found.Findings);
        Assert.Equal((2, 2, 2, 0), (found.People, found.Registered, found.Confirmed, found.Held));
    }

    [Fact]
    public void A_person_who_did_not_register_is_lost()
    {
        _registrations.RemoveAll(row => row.Grain == Child && row.Fact is Fact.Registered);

        Assert.Equal(FindingKind.Lost, Assert.Single(Check(new(Ann, [Child])).Findings).Kind);
    }

    [Fact]
    public void Who_is_confirmed_twice_or_shares_a_row_is_duplicated()
    {
        Register(Ann, new Fact.RosterConfirmed(NameDiffers: false), Landing);
        _rows[Child] = _rows[Ann];

        Assert.Equal(
            [FindingKind.Duplicated, FindingKind.Duplicated], Check(new(Ann, [Child])).Findings.Select(found => found.Kind));
    }

    [Fact]
    public void A_row_of_the_roster_too_many_and_a_registration_too_many_are_duplicated()
    {
        _rosterRows = 3;
        Register("0000000000000000000000000000000e", new Fact.Registered(), Landing);

        Assert.Equal(
            [FindingKind.Duplicated, FindingKind.Duplicated], Check(new(Ann, [Child])).Findings.Select(found => found.Kind));
    }

    [Fact]
    public void Who_is_held_is_not_confirmed_before_the_roster_can_know_of_them()
    {
        var entry = new Entry(Ann, [Child]) { IsMistyped = true, KnownFrom = Landing.AddHours(6), IsKnown = true };

        Assert.Equal(FindingKind.WrongDay, Assert.Single(Check(entry).Findings).Kind);

        Confirm(Ann, Landing.AddHours(7));
        var found = Check(entry);
        Assert.Empty(found.Findings);
        Assert.Equal(1, found.Held);
    }

    [Fact]
    public void Who_is_held_to_the_end_stays_unconfirmed()
    {
        _registrations.RemoveAll(row => row.Fact is Fact.RosterConfirmed);
        _rows.Clear();
        _rosterRows = 0;
        var found = Check(new(Ann, [Child]) { IsExpectedLater = true });

        Assert.Empty(found.Findings);
        Assert.Equal((0, 2), (found.Confirmed, found.Held));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(8, 0)]
    public void A_miss_before_the_roster_knows_the_person_is_wrong_blame(int hour, int findings)
    {
        Confirm(Ann, Landing.AddHours(7));
        _stays.Add(new(Ann, 1, Landing.AddHours(hour), new Fact.PromptClosed(1, PromptOutcome.Missed, false)));
        var entry = new Entry(Ann, [Child]) { IsMistyped = true, KnownFrom = Landing.AddHours(6), IsKnown = true };

        Assert.Equal(findings, Check(entry).Findings.Count(found => found.Kind == FindingKind.WronglyBlamed));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Staff_look_at_a_name_that_differs_and_at_no_other(bool isExpected, bool isFlagged)
    {
        _registrations.RemoveAll(row => row.Grain == Ann && row.Fact is Fact.RosterConfirmed);
        Register(Ann, new Fact.RosterConfirmed(isFlagged), Landing);

        Assert.Equal(FindingKind.Lost, Assert.Single(Check(new(Ann, [Child]) { NamesDiffer = isExpected }).Findings).Kind);
    }

    private EntryReconciliation Check(Entry entry) =>
        new EntryRules(new(new(), [], Landing.AddDays(2), TimeSpan.FromSeconds(30)))
            .Check([entry], new(_registrations, _rows, _rosterRows), _stays, isAlone: true);

    private void Confirm(string person, DateTimeOffset at)
    {
        _registrations.RemoveAll(row => row.Grain == person && row.Fact is Fact.RosterConfirmed);
        Register(person, new Fact.RosterConfirmed(NameDiffers: false), at);
    }

    private void Register(string person, Fact fact, DateTimeOffset at) =>
        _registrations.Add(new(person, _registrations.Count + 1, at, fact));
}
