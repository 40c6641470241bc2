using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels;
using Actors.Storage.Serialization;
using Actors.Storage.Tests.Samples;
using Actors.Storage.Tests.States;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.ReadModels;

/// <summary>What read models can rely on, on every database.</summary>
public abstract class ReadModelFeedTests : IAsyncLifetime
{
    private readonly StorageSource _source;
    private readonly StorageMetrics _metrics = new();
    private StorageUnderTest _storage = null!;

    private protected ReadModelFeedTests(IDatabaseSource source) => _source = new StorageSource(source);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Database Database => _storage.Database!;

    public async ValueTask InitializeAsync() => _storage = await _source.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _metrics.Dispose();
        await _storage.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task Every_event_counts_once()
    {
        var feed = Feed(new TallyModel());
        await feed.PrepareAsync(Cancelled);
        await CountAsync("a", 3);
        await CatchUpAsync(feed);
        await CatchUpAsync(feed);
        await CountAsync("a", 2);
        await CountAsync("b", 1);
        await CatchUpAsync(feed);

        Assert.Equal((5, 5), await RowAsync("a"));
        Assert.Equal((1, 1), await RowAsync("b"));
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_and_comes_again()
    {
        var model = new TallyModel();
        var feed = Feed(model);
        await feed.PrepareAsync(Cancelled);
        await CountAsync("a", 3);
        await _storage.ReadLedgerAsync();
        model.FailNext = new InvalidOperationException("in the middle");
        await Assert.ThrowsAsync<InvalidOperationException>(() => feed.CatchUpAsync(Cancelled));
        Assert.Equal(0L, await Database.ExecuteAsync("SELECT count(*) FROM tally_count"));

        await CatchUpAsync(feed);

        Assert.Equal((3, 3), await RowAsync("a"));
    }

    [Fact]
    public async Task Rebuilding_gives_the_same_and_goes_on_from_there()
    {
        var feed = Feed(new TallyModel());
        await feed.PrepareAsync(Cancelled);
        await CountAsync("a", 4);
        await CatchUpAsync(feed);
        await Database.ExecuteAsync("UPDATE tally_count_1 SET count = 99"); // Damaged by hand.

        await feed.RebuildAsync("tallies", Cancelled);
        Assert.Equal((4, 4), await RowAsync("a"));
        await CountAsync("a", 1);
        await CatchUpAsync(feed);
        Assert.Equal((5, 5), await RowAsync("a"));
        await Assert.ThrowsAnyAsync<Exception>(() => Database.ExecuteAsync("SELECT count(*) FROM tally_count_1"));
    }

    [Fact]
    public async Task A_new_version_is_built_at_start_and_the_old_program_does_not_touch_it()
    {
        var old = Feed(new TallyModel());
        await old.PrepareAsync(Cancelled);
        await CountAsync("a", 2);
        await CatchUpAsync(old);

        var feed = Feed(new TallyModel(version: 2, factor: 10));
        await feed.PrepareAsync(Cancelled);

        Assert.Equal((20, 2), await RowAsync("a"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => old.CatchUpAsync(Cancelled));
    }

    [Fact]
    public async Task A_corrupt_event_stops_the_feed_and_is_reported()
    {
        var feed = Feed(new TallyModel());
        await feed.PrepareAsync(Cancelled);
        await CountAsync("a", 1);
        await _storage.ReadLedgerAsync();
        await DamageLedgerAsync();

        var found = await Assert.ThrowsAsync<CorruptRecordException>(() => feed.CatchUpAsync(Cancelled));

        Assert.Equal("ledger", found.Record.Table);
        Assert.Equal(0L, await Database.ExecuteAsync("SELECT count(*) FROM tally_count"));
    }

    private ReadModelFeed Feed(TallyModel model)
    {
        var ledger = new LedgerLog(
            _storage.Ledger, new RecordSerializer(SampleTypes.Create()), new StorageHealth(_storage.Time), _metrics);
        return new ReadModelFeed(Database, ledger, [model], NullLogger<ReadModelFeed>.Instance);
    }

    /// <summary>Takes in all that was committed, which on a busy PostgreSQL becomes readable a little later.</summary>
    private async Task CatchUpAsync(ReadModelFeed feed)
    {
        await _storage.ReadLedgerAsync();
        await feed.CatchUpAsync(Cancelled);
    }

    private async Task CountAsync(string key, int times)
    {
        var state = await _storage.ReadAsync<Tally>(key);
        for (var i = 0; i < times; i++)
        {
            state.State!.Count1(_storage.Time.GetUtcNow());
        }

        await _storage.WriteAsync(key, state);
    }

    private async Task<(long Count, long Events)> RowAsync(string key)
    {
        var count = await Database.ExecuteAsync("SELECT count FROM tally_count WHERE grain_key = @key", ("key", key));
        var events = await Database.ExecuteAsync("SELECT events FROM tally_count WHERE grain_key = @key", ("key", key));
        return ((long)count!, (long)events!);
    }

    private async Task DamageLedgerAsync()
    {
        var isSqlite = Database.Dialect == DatabaseDialect.Sqlite;
        await Database.ExecuteAsync(isSqlite ? "DROP TRIGGER ledger_no_update" : "ALTER TABLE ledger DISABLE TRIGGER USER");
        await Database.ExecuteAsync("UPDATE ledger SET at = at + 1");
    }

    public sealed class OnSqlite() : ReadModelFeedTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : ReadModelFeedTests(new PostgresSource(fixture));
}
