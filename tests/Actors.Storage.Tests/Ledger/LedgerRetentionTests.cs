using Actors.Storage.Ledger;
using Actors.Storage.Tests.Samples;
using Actors.Storage.Tests.States;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Ledger;

/// <summary>The ledger is append-only, except for the end of retention.</summary>
public abstract class LedgerRetentionTests : IAsyncLifetime
{
    private readonly StorageSource _source;
    private StorageUnderTest _storage = null!;

    private protected LedgerRetentionTests(IDatabaseSource source) => _source = new StorageSource(source);

    public async ValueTask InitializeAsync()
    {
        _storage = await _source.StartAsync();
        foreach (var key in (string[])["a", "b"])
        {
            var state = new GrainState<Tally>(new Tally());
            state.State!.Count1(_storage.Time.GetUtcNow()).Count1(_storage.Time.GetUtcNow());
            await _storage.WriteAsync(key, state);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _storage.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE ledger SET kind = 'other'")]
    [InlineData("DELETE FROM ledger WHERE sequence = 1")]
    public async Task Rows_can_be_neither_changed_nor_removed(string sql)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => _storage.Database!.ExecuteAsync(sql));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await _storage.ReadLedgerAsync()).Count);
    }

    [Fact]
    public async Task The_end_of_retention_removes_what_it_names_and_opens_no_door()
    {
        var retention = new LedgerRetention(_storage.Database!);
        var erased = await retention.EraseAsync(
            StorageUnderTest.Grain("a"), 1, "retention ended", TestContext.Current.CancellationToken);

        Assert.Equal(1, erased);
        Assert.Equal(
            [("a", 2L), ("b", 1L), ("b", 2L)],
            (await _storage.ReadLedgerAsync()).Select(row => (row.GrainKey, row.Sequence)).Order());
        await Assert.ThrowsAnyAsync<Exception>(() => _storage.Database!.ExecuteAsync("DELETE FROM ledger"));
    }

    public sealed class OnSqlite() : LedgerRetentionTests(new SqliteSource())
    {
        [Fact]
        public async Task Replacing_a_row_counts_as_removing_it() => await Assert.ThrowsAnyAsync<Exception>(
            () => _storage.Database!.ExecuteAsync("INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE sequence = 1"));
    }

    public sealed class OnPostgres(PostgresFixture fixture) : LedgerRetentionTests(new PostgresSource(fixture))
    {
        [Fact]
        public async Task Emptying_the_table_counts_as_removing() => await Assert.ThrowsAnyAsync<Exception>(
            () => _storage.Database!.ExecuteAsync("TRUNCATE ledger"));
    }
}
