using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Lookup;
using Actors.Privacy.MasterKeys;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Lookup;

/// <summary>The same promises on every database.</summary>
public abstract class RecordDirectoryTests(IDatabaseSource source) : IAsyncLifetime
{
    private static readonly BlindTerm Passport =
        BlindTerm.Passport(PassportNumber.Parse("TK1234567"), new BirthDate(1990, 2, 3));

    private static readonly BlindTerm Phone = BlindTerm.Phone("+819012345678", "JP");
    private static readonly BlindTerm OtherPhone = BlindTerm.Phone("+819099999999", "JP");

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
    public async Task Records_are_found_by_each_of_their_terms()
    {
        var (first, second) = (await _setup.CreateRecordAsync(), await _setup.CreateRecordAsync());
        await _setup.Directory.StoreAsync(first, [Passport, Phone, OtherPhone], Cancelled);
        await _setup.Directory.StoreAsync(second, [Phone, Phone], Cancelled);

        Assert.Equal([first], await FindAsync(Passport));
        Assert.Equal([first], await FindAsync(OtherPhone));
        Assert.Equal([first, second], (await FindAsync(Phone)).ToHashSet());
        Assert.Empty(await FindAsync(BlindTerm.Email("unknown@example.org")));
    }

    [Fact]
    public async Task Stored_terms_take_the_place_of_earlier_ones()
    {
        var record = await _setup.CreateRecordAsync();
        await _setup.Directory.StoreAsync(record, [Passport, Phone], Cancelled);
        await _setup.Directory.StoreAsync(record, [Passport, OtherPhone], Cancelled);

        Assert.Empty(await FindAsync(Phone));
        Assert.Equal([record], await FindAsync(OtherPhone));
    }

    [Fact]
    public async Task A_shredded_record_is_not_found_and_takes_no_terms()
    {
        var record = await _setup.CreateRecordAsync();
        await _setup.Directory.StoreAsync(record, [Passport], Cancelled);
        await _setup.Keys.ShredAsync(record, Cancelled);

        Assert.Empty(await FindAsync(Passport));
        await Assert.ThrowsAsync<RecordShreddedException>(() => _setup.Directory.StoreAsync(record, [Passport], Cancelled));
        await Assert.ThrowsAsync<RecordUnknownException>(
            () => _setup.Directory.StoreAsync(RecordId.New(), [Passport], Cancelled));
    }

    [Fact]
    public async Task Storing_and_shredding_at_once_leaves_no_term_behind()
    {
        for (var round = 0; round < 10; round++)
        {
            var record = await _setup.CreateRecordAsync();
            await Task.WhenAll(
                Task.Run(() => StoreUnlessShreddedAsync(record), Cancelled),
                Task.Run(() => _setup.Keys.ShredAsync(record, Cancelled), Cancelled));
            Assert.Empty(await FindAsync(Passport));
        }
    }

    [Fact]
    public async Task A_new_index_secret_comes_in_record_by_record()
    {
        var (first, second) = (await _setup.CreateRecordAsync(), await _setup.CreateRecordAsync());
        await _setup.Directory.StoreAsync(first, [Passport], Cancelled);
        await _setup.Directory.StoreAsync(second, [Phone], Cancelled);
        AddIndexKey();
        await using var restarted = _setup.Another(source);

        Assert.Equal([first, second], (await restarted.Directory.ReadStaleAsync(10, Cancelled)).ToHashSet());
        Assert.Equal([first], await restarted.Directory.FindAsync(Passport, Cancelled));
        await restarted.Directory.StoreAsync(first, [Passport], Cancelled);
        Assert.Equal([second], await restarted.Directory.ReadStaleAsync(10, Cancelled));
        Assert.Equal([first], await restarted.Directory.FindAsync(Passport, Cancelled));
        Assert.Equal([second], await restarted.Directory.FindAsync(Phone, Cancelled));
        await restarted.Directory.StoreAsync(second, [Phone], Cancelled);
        Assert.Empty(await restarted.Directory.ReadStaleAsync(10, Cancelled));
    }

    private Task<IReadOnlyList<RecordId>> FindAsync(BlindTerm term) => _setup.Directory.FindAsync(term, Cancelled);

    private async Task StoreUnlessShreddedAsync(RecordId record)
    {
        try
        {
            await _setup.Directory.StoreAsync(record, [Passport], Cancelled);
        }
        catch (RecordShreddedException)
        {
            // The shredding came first.
        }
    }

    private void AddIndexKey()
    {
        using var keys = KeyFile.Read(_setup.KeyFilePath);
        using var index = keys.Index.WithNewCurrent(new KeyId("second"));
        KeyFile.Replace(_setup.KeyFilePath, keys.With(index: index));
    }

    public sealed class OnSqlite() : RecordDirectoryTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : RecordDirectoryTests(new PostgresSource(fixture));
}
