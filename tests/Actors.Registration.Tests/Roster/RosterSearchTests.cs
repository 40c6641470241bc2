using Actors.Domain.Registration;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Registration.Tests.Roster;

/// <summary>The same promises on every database.</summary>
public abstract class RosterSearchTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Csv =
        """
        passport number,issuing state,date of birth,surname,given names,arrival date
        TK0012345,SWE,1985-02-03,ERIKSSON,ANNA MARIA,2021-10-16
        TK0012346,SWE,1985-02-03,LEE,MINHO,2021-10-16
        XY7654321,SWE,1985-02-03,Eriksson-Öberg,ANNA,2021-10-16
        ZZ0000001,SWE,1999-12-31,SMITH,JOHN,2021-10-16
        """;

    private RosterSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _setup = await RosterSetup.CreateAsync(source);
        Assert.Equal(4, (await _setup.ImportAsync(Csv)).Added);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_setup is not null)
        {
            await _setup.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Theory]
    [InlineData("TK0012345", "1985-03-02", "LEE", "MINHO", SuggestionReason.SameNumber)]
    [InlineData("TKO012345", "1985-02-03", "LEE", "MINHO", SuggestionReason.NumberLooksAlike)]
    [InlineData("TK0012354", "1985-02-03", "KIM", "SORA", SuggestionReason.NumberExchanged)]
    [InlineData("TK012345", "1985-02-03", "KIM", "SORA", SuggestionReason.NumberOneOff)]
    [InlineData("AA1111111", "1985-02-03", "ANNA MARIA", "ERIKSSON", SuggestionReason.NamesExchanged)]
    [InlineData("AA1111111", "1985-02-03", "ERIKSSON OEBERG", "ANNA", SuggestionReason.NameSpelling)]
    [InlineData("AA1111111", "1985-03-02", "LEE", "MINHO", SuggestionReason.SameName)]
    public async Task E3_Rows_with_a_slip_are_suggested(
        string number, string birth, string surname, string given, SuggestionReason expected)
    {
        var suggestions = await SuggestAsync(number, birth, surname, given);
        Assert.Contains(suggestions, suggestion => suggestion.Reasons.Contains(expected));
        Assert.InRange(await _setup.CountAsync("access_log"), suggestions.Length, Limits.OpenedCandidates);
    }

    [Fact]
    public async Task E3_Rows_of_others_are_neither_suggested_nor_opened()
    {
        Assert.Empty(await SuggestAsync("QQ5555555", "1970-07-07", "GARCIA", "JUAN"));
        Assert.Equal(0, await _setup.CountAsync("access_log"));
    }

    [Fact]
    public async Task E9_An_officer_finds_a_row_by_number_alone_or_with_the_date_of_birth()
    {
        var number = PassportNumber.Parse("TK0012345");
        Assert.Single(await _setup.Search.FindAsync(RosterSetup.Japan, number, null, Cancelled));
        Assert.Single(await _setup.Search.FindAsync(RosterSetup.Japan, number, new BirthDate(1985, 2, 3), Cancelled));
        Assert.Empty(await _setup.Search.FindAsync(RosterSetup.Japan, number, new BirthDate(1985, 2, 4), Cancelled));
    }

    private async Task<Suggestion[]> SuggestAsync(string number, string birth, string surname, string given)
    {
        var wanted = new TravellerDetails(
            PassportNumber.Parse(number), StateCode.Parse("SWE"), BirthDate.FromText(birth), PersonName.Create(surname, given)!);
        return [.. await _setup.Search.SuggestAsync(RosterSetup.Japan, wanted, Staff.Actor, Staff.Reason, Cancelled)];
    }

    public sealed class OnSqlite() : RosterSearchTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : RosterSearchTests(new PostgresSource(fixture));
}
