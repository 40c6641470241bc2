using System.Text;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Actors.Testing.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tests.Records;

/// <summary>The same promises on every database.</summary>
public abstract class RecordKeysTests(IDatabaseSource source) : IAsyncLifetime
{
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
    public async Task Another_server_opens_what_one_has_sealed()
    {
        var record = await _setup.CreateRecordAsync();
        var value = await _setup.SealAsync(record, "content", SealPurpose.Note);

        await using var other = _setup.Another(source);
        Assert.Equal("content", await other.OpenAsync(record, value, SealPurpose.Note));
    }

    /// <summary>Of a thousand messages one by one, the database would take longer than the network.</summary>
    [Fact]
    public async Task Keys_of_several_records_are_loaded_at_once()
    {
        var (first, second, shredded) =
            (await _setup.CreateRecordAsync(), await _setup.CreateRecordAsync(), await _setup.CreateRecordAsync());
        var value = await _setup.SealAsync(second, "content", SealPurpose.Note);
        await _setup.Keys.ShredAsync(shredded, Cancelled);

        await using var other = _setup.Another(source);
        await other.Keys.LoadAsync([first, second, shredded, RecordId.New(), second], Cancelled);
        var opened = other.Keys.OpenAsync(second, Cancelled);
        Assert.True(opened.IsCompletedSuccessfully);
        using (var key = await opened)
        {
            Assert.Equal("content", key.OpenText(value, SealPurpose.Note));
        }

        await Assert.ThrowsAsync<RecordShreddedException>(async () => await other.Keys.OpenAsync(shredded, Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => other.Keys.LoadAsync(
            [.. Enumerable.Range(0, Domain.Limits.RecordBatch + 1).Select(_ => RecordId.New())], Cancelled));
    }

    [Fact]
    public async Task Creating_again_keeps_the_key_here_and_on_another_server()
    {
        var record = await _setup.CreateRecordAsync();
        var value = await _setup.SealAsync(record, "content", SealPurpose.Note);

        await using var other = _setup.Another(source);
        await other.Keys.CreateAsync([record], Cancelled);
        await _setup.Keys.CreateAsync([record], Cancelled);
        Assert.Equal("content", await other.OpenAsync(record, value, SealPurpose.Note));
        Assert.Equal("content", await _setup.OpenAsync(record, value, SealPurpose.Note));
    }

    [Fact]
    public async Task Servers_that_create_at_once_agree_on_one_key()
    {
        await using var other = _setup.Another(source);
        await other.CreateRecordAsync();
        await _setup.CreateRecordAsync();
        for (var round = 0; round < 10; round++)
        {
            var record = RecordId.New();
            await Task.WhenAll(
                Task.Run(() => _setup.Keys.CreateAsync([record], Cancelled), Cancelled),
                Task.Run(() => other.Keys.CreateAsync([record], Cancelled), Cancelled));
            var value = await _setup.SealAsync(record, "x", SealPurpose.Note);
            Assert.Equal("x", await other.OpenAsync(record, value, SealPurpose.Note));
        }
    }

    [Fact]
    public async Task A_record_that_was_never_created_does_not_open() =>
        await Assert.ThrowsAsync<RecordUnknownException>(async () => await _setup.Keys.OpenAsync(RecordId.New(), Cancelled));

    [Fact]
    public async Task Shredding_makes_everything_of_the_record_unreadable_for_good()
    {
        var record = await _setup.CreateRecordAsync();
        var neighbour = await _setup.CreateRecordAsync();
        var values = new[] { SealPurpose.Phone, SealPurpose.Surname, SealPurpose.Note }
            .Select(purpose => (Purpose: purpose, Value: _setup.SealAsync(record, "content", purpose))).ToList();
        var kept = await _setup.SealAsync(neighbour, "kept", SealPurpose.Note);
        using var lease = await _setup.Keys.OpenAsync(record, Cancelled);

        Assert.True(await _setup.Keys.ShredAsync(record, Cancelled));

        foreach (var (purpose, value) in values)
        {
            var stored = await value;
            await Assert.ThrowsAsync<RecordShreddedException>(() => _setup.OpenAsync(record, stored, purpose));
            Assert.Throws<RecordShreddedException>(() => lease.OpenText(stored, purpose));
        }

        await using var restarted = _setup.Another(source);
        await Assert.ThrowsAsync<RecordShreddedException>(async () => await restarted.Keys.OpenAsync(record, Cancelled));
        await Assert.ThrowsAsync<RecordShreddedException>(() => restarted.Keys.CreateAsync([record], Cancelled));
        Assert.Equal("kept", await _setup.OpenAsync(neighbour, kept, SealPurpose.Note));
        Assert.False(await _setup.Keys.ShredAsync(record, Cancelled));
    }

    [Fact]
    public async Task Another_server_forgets_a_shredded_key_after_its_lifetime()
    {
        var record = await _setup.CreateRecordAsync();
        await using var other = _setup.Another(source);
        (await other.Keys.OpenAsync(record, Cancelled)).Dispose();
        await _setup.Keys.ShredAsync(record, Cancelled);

        other.Clock.Advance(new PersonalDataOptions().OpenedKeyLifetime);
        await Assert.ThrowsAsync<RecordShreddedException>(async () => await other.Keys.OpenAsync(record, Cancelled));
    }

    [Fact]
    public async Task Readers_and_a_shredding_at_once_never_bring_the_key_back()
    {
        for (var round = 0; round < 20; round++)
        {
            var record = await _setup.CreateRecordAsync();
            await using var other = _setup.Another(source);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    (await other.Keys.OpenAsync(record, Cancelled)).Dispose();
                }
                catch (RecordShreddedException)
                {
                    // The shredding came first.
                }
            }));
            await Task.WhenAll([.. readers, Task.Run(() => other.Keys.ShredAsync(record, Cancelled))]);
            await Assert.ThrowsAsync<RecordShreddedException>(async () => await other.Keys.OpenAsync(record, Cancelled));
            Assert.Equal(0, other.Keys.OpenedCount);
        }
    }

    [Fact]
    public async Task Opened_keys_are_bounded()
    {
        await using var small = _setup.Another(
            source, services => services.PostConfigure<PersonalDataOptions>(options => options.OpenedKeys = 3));
        for (var number = 0; number < 10; number++)
        {
            await small.CreateRecordAsync();
        }

        Assert.Equal(3, small.Keys.OpenedCount);
    }

    [Fact]
    public async Task Many_records_get_their_keys_at_once()
    {
        var records = NewRecords(100);
        await _setup.Keys.CreateAsync(records, Cancelled);
        Assert.Equal(100, _setup.Keys.OpenedCount);

        await using var other = _setup.Another(source);
        foreach (var record in records)
        {
            var value = await _setup.SealAsync(record, "content", SealPurpose.Note);
            Assert.Equal("content", await other.OpenAsync(record, value, SealPurpose.Note));
        }
    }

    [Fact]
    public async Task Creating_many_again_changes_no_key()
    {
        var records = NewRecords(10);
        var first = await _setup.CreateRecordAsync();
        var value = await _setup.SealAsync(first, "content", SealPurpose.Note);

        await using var other = _setup.Another(source);
        await other.Keys.CreateAsync([first, .. records, first], Cancelled);
        await other.Keys.CreateAsync([.. records, first], Cancelled);
        Assert.Equal("content", await other.OpenAsync(first, value, SealPurpose.Note));
        Assert.Equal("content", await _setup.OpenAsync(first, value, SealPurpose.Note));
    }

    [Fact]
    public async Task One_shredded_record_among_many_lets_none_be_created()
    {
        var shredded = await _setup.CreateRecordAsync();
        await _setup.Keys.ShredAsync(shredded, Cancelled);
        var records = NewRecords(3);

        var refusal = await Assert.ThrowsAsync<RecordShreddedException>(
            () => _setup.Keys.CreateAsync([records[0], shredded, .. records[1..]], Cancelled));
        Assert.Equal(shredded, refusal.Record);
        foreach (var record in records)
        {
            await Assert.ThrowsAsync<RecordUnknownException>(async () => await _setup.Keys.OpenAsync(record, Cancelled));
        }
    }

    [Fact]
    public async Task More_than_a_batch_at_once_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => _setup.Keys.CreateAsync(NewRecords(Domain.Limits.RecordBatch + 1), Cancelled));

    [Fact]
    public async Task Servers_that_create_the_same_many_at_once_agree()
    {
        await using var other = _setup.Another(source);
        await _setup.CreateRecordAsync();
        await other.CreateRecordAsync();
        var records = NewRecords(200);
        RecordId[] reversed = [.. records.Reverse()];
        await Task.WhenAll(
            Task.Run(() => _setup.Keys.CreateAsync(records, Cancelled), Cancelled),
            Task.Run(() => other.Keys.CreateAsync(reversed, Cancelled), Cancelled));

        await using var third = _setup.Another(source);
        foreach (var record in records)
        {
            var value = await _setup.SealAsync(record, "x", SealPurpose.Note);
            Assert.Equal("x", await other.OpenAsync(record, value, SealPurpose.Note));
            Assert.Equal("x", await third.OpenAsync(record, value, SealPurpose.Note));
        }
    }

    private static RecordId[] NewRecords(int count) => [.. Enumerable.Range(0, count).Select(_ => RecordId.New())];

    [Fact]
    public async Task A_shredded_row_does_not_take_a_key_again()
    {
        var record = await _setup.CreateRecordAsync();
        await _setup.Keys.ShredAsync(record, Cancelled);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => _setup.ExecuteAsync(
            "UPDATE record_key SET shredded_at = NULL, master_key_id = 'first', wrapped = @wrapped WHERE record_id = @record",
            ("wrapped", new byte[61]),
            ("record", record.ToString())));
        Assert.Contains("stays shredded", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrapped_key_that_was_changed_or_moved_does_not_open()
    {
        var (first, second) = (await _setup.CreateRecordAsync(), await _setup.CreateRecordAsync());
        await _setup.ExecuteAsync(
            "UPDATE record_key SET wrapped = (SELECT wrapped FROM record_key WHERE record_id = @from) WHERE record_id = @to",
            ("from", first.ToString()),
            ("to", second.ToString()));

        await using var restarted = _setup.Another(source);
        (await restarted.Keys.OpenAsync(first, Cancelled)).Dispose();
        await Assert.ThrowsAsync<BrokenWrapException>(async () => await restarted.Keys.OpenAsync(second, Cancelled));
    }

    [Fact]
    public async Task The_start_check_tells_a_key_file_that_does_not_fit()
    {
        await _setup.CreateRecordAsync();
        await _setup.Get<MasterKeyCheck>().RunAsync(Cancelled);

        using var foreign = PersonalDataKeys.Create(new KeyId("first"));
        using var missing = PersonalDataKeys.Create(new KeyId("second"));
        using var foreignKeys = new LocalMasterKeys(() => foreign.Master);
        using var missingKeys = new LocalMasterKeys(() => missing.Master);
        await Assert.ThrowsAsync<BrokenWrapException>(
            () => new MasterKeyCheck(_setup.Database, foreignKeys).RunAsync(Cancelled));
        await Assert.ThrowsAsync<KeyMissingException>(
            () => new MasterKeyCheck(_setup.Database, missingKeys).RunAsync(Cancelled));
    }

    public sealed class OnSqlite() : RecordKeysTests(new SqliteSource())
    {
        [Fact]
        public async Task A_shredded_key_is_in_neither_file_nor_log()
        {
            var record = await _setup.CreateRecordAsync();
            var wrapped = (byte[])(await _setup.ReadAsync(
                "SELECT wrapped FROM record_key WHERE record_id = @record", ("record", record.ToString())))!;
            var files = DatabaseFiles.OfSqlite(((SqliteDatabase)_setup.Database).Path);
            Assert.True(files.Contain(wrapped));

            await _setup.Keys.ShredAsync(record, Cancelled);

            // Not even a part: what is written into the freed place may cover the rest.
            const int Part = 8;
            Assert.All(
                Enumerable.Range(0, wrapped.Length - Part),
                start => Assert.False(files.Contain(wrapped[start..(start + Part)])));
            Assert.True(files.Contain(Encoding.UTF8.GetBytes(record.ToString())));
        }
    }

    public sealed class OnPostgres(PostgresFixture fixture) : RecordKeysTests(new PostgresSource(fixture));
}
