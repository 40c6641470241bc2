using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.Serialization;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.States;

/// <summary>Grain storage with everything around it, on one backend.</summary>
internal sealed class StorageUnderTest : IAsyncDisposable
{
    private readonly StorageMetrics _metrics = new();
    private readonly CommitQueue _queue;
    private bool _isDisposed;

    public StorageUnderTest(IStateStore store, LedgerReader ledger, IDueIndex due, Fence fence, Database database)
    {
        Store = store;
        Ledger = ledger;
        Due = due;
        Fence = fence;
        Database = database;
        Health = new StorageHealth(Time);
        _queue = new CommitQueue(store, Health, _metrics, Time, NullLogger<CommitQueue>.Instance);
        Storage = new GroupCommitGrainStorage(store, _queue, new RecordSerializer(SampleTypes.Create()), Health, _metrics);
    }

    public IStateStore Store { get; }

    public LedgerReader Ledger { get; }

    public IDueIndex Due { get; }

    public Fence Fence { get; }

    public Database Database { get; }

    public TestTimeProvider Time { get; } = new();

    public StorageHealth Health { get; }

    public GroupCommitGrainStorage Storage { get; }

    /// <summary>The storage as a server of another release sees it.</summary>
    public GroupCommitGrainStorage Of(StoredTypes types) => new(Store, _queue, new RecordSerializer(types), Health, _metrics);

    /// <summary>A grain of the tests.</summary>
    public static GrainId Grain(string key) => GrainId.Create("tally", key);

    /// <summary>Reads a state as a grain does when it comes up.</summary>
    public async Task<GrainState<T>> ReadAsync<T>(string key)
        where T : new()
    {
        var state = new GrainState<T>(new T());
        await Storage.ReadStateAsync("state", Grain(key), state, TestContext.Current.CancellationToken);
        return state;
    }

    public Task WriteAsync<T>(string key, GrainState<T> state) =>
        Storage.WriteStateAsync("state", Grain(key), state, TestContext.Current.CancellationToken);

    public Task ClearAsync<T>(string key, GrainState<T> state) =>
        Storage.ClearStateAsync("state", Grain(key), state, TestContext.Current.CancellationToken);

    /// <summary>
    /// The whole ledger. On PostgreSQL rows become readable when no older transaction of the server runs, also of other
    /// tests.
    /// </summary>
    public async Task<IReadOnlyList<LedgerRow>> ReadLedgerAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        while (true)
        {
            var expected = await CountLedgerAsync(Database, cancelled);
            var rows = await Ledger.ReadAsync(LedgerPosition.Start, 100_000, cancelled);
            if (rows.Count >= expected)
            {
                return rows;
            }

            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _queue.DisposeAsync();
        await Store.DisposeAsync();
        _metrics.Dispose();
    }

    private static async Task<long> CountLedgerAsync(Database database, CancellationToken cancelled)
    {
        await using var connection = await database.OpenAsync(cancelled);
        await using var command = connection.Command("SELECT count(*) FROM ledger");
        return (long)(await command.ExecuteScalarAsync(cancelled))!;
    }
}
