using Actors.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.States;

/// <summary>
/// Gathers the changes of many grains into few transactions. Each lane of the store has a queue and commits one transaction
/// at a time. While it commits, the next batch gathers, so batches grow with the load and no change waits for others.
/// </summary>
internal sealed class CommitQueue : IAsyncDisposable
{
    private readonly CommitLane[] _lanes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <summary>Starts the lanes.</summary>
    /// <param name="store">Commits the transactions.</param>
    /// <param name="health">Gets failures and recoveries.</param>
    /// <param name="metrics">Counts commits.</param>
    /// <param name="time">The clock for pauses and time limits.</param>
    /// <param name="logger">Gets failures.</param>
    public CommitQueue(
        IStateStore store,
        StorageHealth health,
        StorageMetrics metrics,
        TimeProvider time,
        ILogger<CommitQueue> logger)
    {
        var capacity = Limits.QueuedChanges / store.Lanes;
        _lanes = [.. Enumerable.Range(0, store.Lanes)
            .Select(number => new CommitLane(number, capacity, store, health, metrics, time, logger))];
        _running = Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(_stop.Token))));
    }

    /// <summary>
    /// Completes when the change is durable. Fails like <see cref="IStateStore.CommitAsync"/>.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The stored version differs.</exception>
    /// <exception cref="StorageBusyException">The queue stayed full.</exception>
    public Task CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        // The partition uses the low part of the hash, so the lane uses the high part.
        var lane = _lanes[(change.KeyHash >> 16) % (uint)_lanes.Length];
        return lane.CommitAsync(change, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            lane.Close();
        }

        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
