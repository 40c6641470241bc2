using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Registration.Tests.Matches;

/// <summary>The same promises on every database.</summary>
public abstract class MatcherTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Header = "passport number,issuing state,date of birth,surname,given names,arrival date\n";
    private const string Row = "TK0012345,SWE,1985-02-03,ERIKSSON,ANNA,2021-10-16\n";

    private static readonly TravellerDetails Anna = new(
        PassportNumber.Parse("TK0012345"), StateCode.Parse("SWE"), new(1985, 2, 3), PersonName.Create("ERIKSSON", "ANNA")!);

    private RosterSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _setup = await RosterSetup.CreateAsync(source);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_setup is not null)
        {
            await _setup.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task E3_A_registration_on_the_roster_is_confirmed_at_once()
    {
        await _setup.ImportAsync(Header + Row);
        var match = await MatchAsync(await _setup.CreateRecordAsync(), Anna);
        Assert.Equal((MatchStatus.Confirmed, MatchDoubt.None), (match.Status, match.Doubt));
        Assert.Empty(await _setup.Matcher.ReadChangesAsync(10, Cancelled));
        Assert.True((await _setup.Table.ReadAsync(RosterSetup.Japan, match.Row!.Value, Cancelled))!.IsRegistered);
    }

    [Fact]
    public async Task E3_Many_registrations_are_matched_at_once_as_each_alone()
    {
        await _setup.ImportAsync(Header + Row);
        var registrations = new[] { await _setup.CreateRecordAsync(), await _setup.CreateRecordAsync() };
        var stranger = Anna with { Number = PassportNumber.Parse("ZZ9999999") };

        var matches = await _setup.Matcher.MatchAllAsync(
            [new(registrations[0], Anna, null), new(registrations[1], stranger, null)], RosterSetup.Scope, Cancelled);

        Assert.Equal([MatchStatus.Confirmed, MatchStatus.Waiting], matches.Select(match => match.Status));
        Assert.Empty(await _setup.Matcher.ReadChangesAsync(10, Cancelled));
    }

    [Fact]
    public async Task E3_A_registration_before_its_row_waits_and_is_confirmed_by_the_import()
    {
        var registration = await _setup.CreateRecordAsync();
        Assert.Equal(MatchStatus.Waiting, (await MatchAsync(registration, Anna)).Status);

        Assert.Equal(1, (await _setup.ImportAsync(Header + Row)).Rematched);
        var change = Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled));
        Assert.Equal((registration, MatchStatus.Confirmed), (change.Registration, change.Match.Status));

        Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled)); // Until it is confirmed, also after a crash.
        await _setup.Matcher.ConfirmAsync([change], Cancelled);
        Assert.Empty(await _setup.Matcher.ReadChangesAsync(10, Cancelled));
        Assert.Equal(0, (await _setup.ImportAsync(Header + Row)).Rematched);
    }

    [Fact]
    public async Task E3_After_arrival_a_registration_without_a_row_is_unconfirmed()
    {
        var registration = await _setup.CreateRecordAsync();
        Assert.Equal(MatchStatus.Unconfirmed, (await MatchAsync(registration, Anna, RosterSetup.Today)).Status);
        await _setup.ImportAsync(Header + Row);
        Assert.Equal(MatchStatus.Confirmed, Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled)).Match.Status);
    }

    [Fact]
    public async Task E3_A_name_difference_is_a_flag_and_goes_with_a_correction()
    {
        await _setup.ImportAsync(Header + Row);
        var registration = await _setup.CreateRecordAsync();
        var other = Anna with { Name = PersonName.Create("ERIKSSON", "ANNE")! };
        Assert.Equal(MatchDoubt.Name, (await MatchAsync(registration, other)).Doubt);
        Assert.Equal(MatchDoubt.None, (await MatchAsync(registration, Anna)).Doubt);

        await MatchAsync(registration, other);
        await _setup.ImportAsync(Header + Row.Replace("ANNA", "ANNE", StringComparison.Ordinal));
        Assert.Equal(MatchDoubt.None, Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled)).Match.Doubt);
    }

    [Fact]
    public async Task E3_A_correction_of_the_registration_finds_the_row()
    {
        await _setup.ImportAsync(Header + Row);
        var registration = await _setup.CreateRecordAsync();
        var slip = Anna with { Number = PassportNumber.Parse("TK0012346") };
        Assert.Equal(MatchStatus.Unconfirmed, (await MatchAsync(registration, slip, RosterSetup.Today)).Status);
        Assert.Equal(MatchStatus.Confirmed, (await MatchAsync(registration, Anna, RosterSetup.Today)).Status);
        Assert.Equal(3 + 3, await _setup.CountAsync("blind_index"));
    }

    [Fact]
    public async Task E3_A_corrected_or_deleted_row_lets_go_of_its_registration()
    {
        await _setup.ImportAsync(Header + Row);
        var registration = await _setup.CreateRecordAsync();
        var row = (await MatchAsync(registration, Anna)).Row!.Value;

        await _setup.Import.RunAsync(
            new Dictionary<Registration.Roster.RosterField, string>
            {
                [Registration.Roster.RosterField.PassportNumber] = "TK9999999",
                [Registration.Roster.RosterField.Surname] = "LEE",
                [Registration.Roster.RosterField.ArrivalDate] = "2021-10-16",
            }.GetValueOrDefault,
            RosterSetup.Options(), row, Cancelled);
        Assert.Equal(MatchStatus.Waiting, Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled)).Match.Status);

        await _setup.ImportAsync(Header + Row);
        var confirmed = Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled));
        Assert.Equal(MatchStatus.Confirmed, confirmed.Match.Status);
        var deleted = Assert.Single((await _setup.Table.DeleteAsync(RosterSetup.Scope, confirmed.Match.Row!.Value, Cancelled))!);
        Assert.Equal((registration, MatchStatus.Waiting), (deleted.Registration, deleted.Match.Status));
        Assert.True(deleted.Version > confirmed.Version);

        // The earlier change is told late: the later one stays.
        await _setup.Matcher.ConfirmAsync([confirmed], Cancelled);
        Assert.Equal(deleted, Assert.Single(await _setup.Matcher.ReadChangesAsync(10, Cancelled)));
    }

    [Fact]
    public async Task E3_The_issuing_state_breaks_a_tie()
    {
        await _setup.ImportAsync(Header + Row + Row.Replace("SWE", "NOR", StringComparison.Ordinal));
        var unknown = await MatchAsync(await _setup.CreateRecordAsync(), Anna with { IssuingState = null });
        Assert.Equal((MatchStatus.Waiting, MatchDoubt.SeveralPeople), (unknown.Status, unknown.Doubt));
        var norwegian = await MatchAsync(
            await _setup.CreateRecordAsync(), Anna with { IssuingState = StateCode.Parse("NOR") });
        var row = await _setup.Table.ReadAsync(RosterSetup.Japan, norwegian.Row!.Value, Cancelled);
        Assert.Equal("NOR", row!.IssuingState!.Value.Value);
    }

    [Fact]
    public async Task Registrations_of_another_programme_are_not_matched()
    {
        var england = RosterSetup.Scope with { Programme = new("england-2021") };
        var registration = await _setup.CreateRecordAsync();
        await _setup.Matcher.MatchAsync(new(registration, Anna, null), england, Cancelled);
        Assert.Equal(0, (await _setup.ImportAsync(Header + Row)).Rematched);
        Assert.Equal(1, (await _setup.ImportAsync(Header + Row, england)).Rematched);
    }

    /// <summary>Roster and registrations arrive together; none may miss the other.</summary>
    [Fact]
    public async Task E3_Registrations_during_an_import_are_all_confirmed()
    {
        var details = Enumerable.Range(0, 40)
            .Select(number => Anna with { Number = PassportNumber.Parse($"TK{number:0000000}") }).ToList();
        var csv = Header + string.Concat(details.Select(
            each => Row.Replace("TK0012345", each.Number.Value, StringComparison.Ordinal)));
        var registrations = new List<RecordId>();
        foreach (var _ in details)
        {
            registrations.Add(await _setup.CreateRecordAsync());
        }

        var import = Task.Run(() => _setup.ImportAsync(csv), Cancelled);
        var matches = await Task.WhenAll(registrations.Zip(details).Select(
            pair => Task.Run(() => MatchAsync(pair.First, pair.Second), Cancelled)));
        await import;
        var later = (await _setup.Matcher.ReadChangesAsync(100, Cancelled))
            .ToDictionary(change => change.Registration, change => change.Match.Status);
        Assert.All(
            registrations.Zip(matches),
            pair => Assert.Equal(MatchStatus.Confirmed, later.GetValueOrDefault(pair.First, pair.Second.Status)));
    }

    private Task<MatchOutcome> MatchAsync(RecordId registration, TravellerDetails details, DateOnly? arrival = null) =>
        _setup.Matcher.MatchAsync(new(registration, details, arrival), RosterSetup.Scope, Cancelled);

    public sealed class OnSqlite() : MatcherTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : MatcherTests(new PostgresSource(fixture));
}
