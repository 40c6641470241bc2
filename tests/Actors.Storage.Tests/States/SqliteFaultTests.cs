using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.Tests.States;

/// <summary>What may happen to a SQLite file.</summary>
public sealed class SqliteFaultTests : IAsyncDisposable
{
    private readonly StorageSource _source = new(new SqliteSource());
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_stops_acknowledgements_and_loses_nothing()
    {
        var storage = await _source.StartAsync();
        var database = (SqliteDatabase)storage.Database!;
        database.PageLimit = 60;
        var text = new string('x', 3_000);
        var writes = new List<Task>();
        while (storage.Health.Status.State == StorageState.Available)
        {
            writes.Add(storage.WriteAsync($"k{writes.Count}", new GrainState<Plain>(new Plain { Text = text })));
            await Task.WhenAny(writes[^1], storage.Health.WaitForAsync(StorageState.Unavailable, Cancelled));
        }

        Assert.Equal("The disk is full.", storage.Health.Status.Reason);
        Assert.False(writes[^1].IsCompleted);
        database.PageLimit = 10_000;
        await storage.RecoverAsync(Cancelled);

        await Task.WhenAll(writes);
        for (var i = 0; i < writes.Count; i++)
        {
            Assert.Equal(text, (await storage.ReadAsync<Plain>($"k{i}")).State!.Text);
        }
    }

    [Fact]
    public async Task A_file_locked_by_another_process_delays_and_loses_nothing()
    {
        var storage = await _source.StartAsync();
        await storage.WriteAsync("a", new GrainState<Plain>(new Plain()));
        Task write;
        await using (var other = await storage.Database!.OpenAsync(Cancelled))
        await using (await storage.Database.BeginWriteAsync(other, Cancelled))
        {
            write = storage.WriteAsync("b", new GrainState<Plain>(new Plain()));
            await storage.Health.WaitForAsync(StorageState.Unavailable, Cancelled);
            Assert.Equal("Another process holds the database file.", storage.Health.Status.Reason);
            Assert.False(write.IsCompleted);
            Assert.True((await storage.ReadAsync<Plain>("a")).RecordExists);
        }

        await storage.RecoverAsync(Cancelled);
        await write;
        Assert.True((await storage.ReadAsync<Plain>("b")).RecordExists);
    }

    [Fact]
    public async Task Whatever_byte_of_the_file_rots_no_wrong_state_is_served()
    {
        const int keys = 120;
        var storage = await _source.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, keys).Select(i => storage.WriteAsync($"k{i}", new GrainState<Plain>(Sample(i)))));
        var file = ((SqliteDatabase)storage.Database!).Path;
        await storage.DisposeAsync();
        await storage.Database.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        var original = await File.ReadAllBytesAsync(file, Cancelled);
        var random = new SeededRandom(17);
        var found = 0;

        for (var round = 0; round < 150; round++)
        {
            var damaged = original.ToArray();
            damaged[random.Next(100, damaged.Length)] ^= (byte)(1 << random.Next(0, 8));
            var path = _folder.File($"{round}.db");
            await File.WriteAllBytesAsync(path, damaged, Cancelled);
            found += await ReadDamagedAsync(path, keys);
        }

        Assert.InRange(found, 20, int.MaxValue);
    }

    private static Plain Sample(int i) => new() { Text = $"{i}: " + new string((char)('a' + (i % 26)), 400) };

    /// <summary>Reads every key: what is served must be what was written; gives the number of refusals.</summary>
    private static async Task<int> ReadDamagedAsync(string path, int keys)
    {
        await using var database = new SqliteDatabase(path);
        var fence = new Fence();
        await using var storage = new StorageUnderTest(
            new SqliteStateStore(database, fence), new LedgerReader(database), new DueIndex(database), fence, database);
        var refused = 0;
        for (var i = 0; i < keys; i++)
        {
            try
            {
                var state = await storage.ReadAsync<Plain>($"k{i}");

                // A row whose key has rotted is not found under it: no state, but no wrong one.
                Assert.True(!state.RecordExists || state.State!.Text == Sample(i).Text);
            }
            catch (Exception exception) when (exception is CorruptRecordException or SqliteException)
            {
                refused++;
            }
        }

        return refused;
    }
}
