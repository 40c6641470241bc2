using Actors.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.States;

/// <summary>
/// Gathers the changes of many grains into few transactions. Each lane of the store has a queue and carries one
/// transaction at a time: while it commits, the next batch gathers, so batches grow with the load and nobody ever waits
/// for company.
/// </summary>
internal sealed class CommitQueue : ICommitter
{
    private readonly CommitLane[] _lanes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <summary>Starts the lanes.</summary>
    /// <param name="store">Carries the transactions.</param>
    /// <param name="health">Is told when commits fail and when they work again.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="time">For pauses and limits of waiting.</param>
    /// <param name="logger">Is told of failures.</param>
    /// <param name="scheduler">Where the lanes run; null: the thread pool.</param>
    public CommitQueue(
        IStateStore store,
        StorageHealth health,
        StorageMetrics metrics,
        TimeProvider time,
        ILogger<CommitQueue> logger,
        TaskScheduler? scheduler = null)
    {
        var capacity = Limits.QueuedChanges / store.Lanes;
        _lanes = [.. Enumerable.Range(0, store.Lanes)
            .Select(number => new CommitLane(number, capacity, store, health, metrics, time, logger))];
        _running = Task.WhenAll(_lanes.Select(lane => Task.Factory.StartNew(
            () => lane.RunAsync(_stop.Token),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            scheduler ?? TaskScheduler.Default).Unwrap()));
    }

    public Task CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        // The partition uses the low part of the hash, the lane the high part: neither may thin out the other.
        var lane = _lanes[(change.KeyHash >> 16) % (uint)_lanes.Length];
        return lane.CommitAsync(change, cancellationToken);
    }

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
