using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Privacy.MasterKeys;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Lookup;

/// <summary>The same promises on every database.</summary>
public abstract class RegistrationIndexTests(IDatabaseSource source) : IAsyncLifetime
{
    private const string Passport = "TK1234567";
    private static readonly ProgrammeId Japan = ProgrammeId.Parse("japan-2021");
    private static readonly ProgrammeId England = ProgrammeId.Parse("england-2021");
    private static readonly DateOnly Birth = new(1990, 2, 3);

    private ProtectionSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _setup = await ProtectionSetup.CreateAsync(source);

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
    public async Task The_first_that_asks_has_the_details_in_its_programme()
    {
        var (first, second) = (EntrantId.New(), EntrantId.New());
        Assert.Equal(first, await TakeAsync(Japan, first));
        Assert.Equal(first, await TakeAsync(Japan, second));
        Assert.Equal(first, await TakeAsync(Japan, first));
        Assert.Equal(second, await TakeAsync(England, second));
        Assert.Equal(first, await FindAsync(Japan));
        Assert.Equal(second, await FindAsync(England));
    }

    [Fact]
    public async Task Many_at_once_have_one_owner()
    {
        var people = Enumerable.Range(0, 16).Select(_ => EntrantId.New()).ToList();
        var owners = await Task.WhenAll(people.Select(person => Task.Run(() => TakeAsync(Japan, person), Cancelled)));
        Assert.Single(owners.Distinct());
        Assert.Contains(owners[0], people);
    }

    [Fact]
    public async Task Details_that_are_given_up_are_free()
    {
        var (first, second) = (EntrantId.New(), EntrantId.New());
        await TakeAsync(Japan, first);
        await TakeAsync(Japan, first, "OTHER123"); // A correction.
        Assert.Equal(second, await TakeAsync(Japan, second));
        await _setup.Registrations.ReleaseAsync(second, Cancelled);
        Assert.Null(await FindAsync(Japan));
        Assert.Equal(first, await _setup.Registrations.FindAsync(Japan, "OTHER123", Birth, Cancelled));
    }

    [Fact]
    public async Task Many_take_theirs_in_one_go()
    {
        var takers = Enumerable.Range(0, 100).Select(number => new IdentityTaker(EntrantId.New(), $"N{number}", Birth)).ToList();
        Assert.Equal(
            takers.Select(taker => taker.Person), await _setup.Registrations.TakeAsync(Japan, takers, Cancelled));
    }

    [Fact]
    public async Task Shredding_a_record_frees_its_details()
    {
        var record = await _setup.CreateRecordAsync();
        await TakeAsync(Japan, new EntrantId(record));
        await _setup.Keys.ShredAsync(record, Cancelled);
        Assert.Null(await FindAsync(Japan));
    }

    [Fact]
    public async Task Attempts_are_counted_for_a_day_whether_or_not_the_details_are_known()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.True(await TryAsync());
        }

        Assert.False(await TryAsync());
        Assert.True(await _setup.Registrations.TryAttemptAsync(Japan, "OTHER123", Birth, 3, Cancelled));
        await using var restarted = _setup.Another(source);
        Assert.False(await restarted.Registrations.TryAttemptAsync(Japan, Passport, Birth, 3, Cancelled));
        _setup.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await TryAsync());
    }

    [Fact]
    public async Task Details_taken_under_an_older_secret_keep_their_owner()
    {
        var (first, second) = (EntrantId.New(), EntrantId.New());
        await TakeAsync(Japan, first);
        using (var keys = KeyFile.Read(_setup.KeyFilePath))
        using (var index = keys.Index.WithNewCurrent(new KeyId("second")))
        {
            KeyFile.Replace(_setup.KeyFilePath, keys.With(index: index));
        }

        await using var restarted = _setup.Another(source);
        Assert.Equal(first, await restarted.Registrations.FindAsync(Japan, Passport, Birth, Cancelled));
        Assert.Equal([first], await restarted.Registrations.TakeAsync(Japan, [new(second, Passport, Birth)], Cancelled));
        Assert.Equal(first, await restarted.Registrations.FindAsync(Japan, Passport, Birth, Cancelled));
    }

    private Task<bool> TryAsync() => _setup.Registrations.TryAttemptAsync(Japan, Passport, Birth, 3, Cancelled);

    private Task<EntrantId?> FindAsync(ProgrammeId programme) =>
        _setup.Registrations.FindAsync(programme, Passport, Birth, Cancelled);

    private async Task<EntrantId> TakeAsync(ProgrammeId programme, EntrantId person, string passport = Passport) =>
        (await _setup.Registrations.TakeAsync(programme, [new(person, passport, Birth)], Cancelled))[0];

    public sealed class OnSqlite() : RegistrationIndexTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : RegistrationIndexTests(new PostgresSource(fixture));
}
