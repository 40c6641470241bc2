using Actors.Storage.Databases;
using Actors.Storage.States;

namespace Actors.Storage.Tests.States;

/// <summary>Grain storage in memory. All processes share the rows.</summary>
internal sealed class MemoryStorageSource : IStorageSource
{
    private readonly MemoryRows _rows = new();
    private readonly List<StorageUnderTest> _started = [];

    public Task<StorageUnderTest> StartAsync(long? token = null)
    {
        var fence = new Fence();
        if (token is { } held)
        {
            fence.Raise(held);
        }

        var store = new MemoryStateStore(_rows, fence);
        var started = new StorageUnderTest(store, store, store, fence, database: null);
        _started.Add(started);
        return Task.FromResult(started);
    }

    public Task<long> TakeOverAsync() => Task.FromResult(_rows.TakeOver());

    public Task FlipBitAsync(string key)
    {
        _rows.Corrupt(new StateKey("tally", key, "state"), payload => payload[^3] ^= 4);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
        {
            await started.DisposeAsync();
        }
    }
}
