using System.Threading.Channels;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.States;

/// <summary>A bounded queue of changes and a loop that commits them, one transaction at a time.</summary>
internal sealed partial class CommitLane
{
    private readonly int _number;
    private readonly string _source;
    private readonly IStateStore _store;
    private readonly StorageHealth _health;
    private readonly StorageMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<StateChange> _queue;
    private readonly BatchCollector _collector;

    public CommitLane(
        int number,
        int capacity,
        IStateStore store,
        StorageHealth health,
        StorageMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _number = number;
        _source = $"commit lane {number}";
        _store = store;
        _health = health;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _queue = Channel.CreateBounded<StateChange>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        _collector = new BatchCollector(_queue.Reader, metrics);
    }

    /// <summary>Queues a change and waits until it is durable, rejected or cancelled.</summary>
    public Task CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        change.WatchCancellation(cancellationToken);
        if (!_queue.Writer.TryWrite(change))
        {
            return WaitForPlaceAsync(change, cancellationToken);
        }

        _metrics.Queued(1);
        return change.Completion;
    }

    /// <summary>Accepts no more changes.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Commits queued changes until it is stopped. Changes still queued then fail.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (_collector.HasCarried || await _queue.Reader.WaitToReadAsync(stop))
            {
                await CommitAsync(_collector.Collect(), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped. The changes already taken have been completed.
        }

        while (_collector.Collect() is { Count: > 0 } rest)
        {
            Fail(rest, new StorageStoppedException());
        }
    }

    private async Task WaitForPlaceAsync(StateChange change, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limits.QueueWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await _queue.Writer.WriteAsync(change, either.Token);
        }
        catch (ChannelClosedException)
        {
            throw new StorageStoppedException();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageBusyException();
        }

        _metrics.Queued(1);
        await change.Completion;
    }

    /// <summary>Retries until the batch is committed or rejected, its outcome is unknown, or the lane stops.</summary>
    private async Task CommitAsync(List<StateChange> batch, CancellationToken stop)
    {
        var pause = Limits.FirstPause;
        while (batch.Count > 0)
        {
            try
            {
                var started = _time.GetTimestamp();
                await _store.CommitAsync(_number, batch, stop);
                ReportSuccess();
                Complete(batch, _time.GetElapsedTime(started));
                return;
            }
            catch (StoreUnavailableException exception)
            {
                ReportFailure(exception, exception.Message);
                batch.ForEach(static change => change.PutBack());
                await PauseAsync(pause, batch, stop);
                pause = Longer(pause);
                batch.RemoveAll(static change => !change.TryTake());
            }
            catch (CommitOutcomeUnknownException exception)
            {
                Fail(batch, exception);
                ReportFailure(exception, "The connection was lost during a commit.");
                await WaitUntilAvailableAsync(stop);
                return;
            }
            catch (FencedOffException exception)
            {
                _health.ReportFencedOff(exception.Message);
                Fail(batch, exception);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                Fail(batch, new StorageStoppedException());
                throw;
            }
            catch (Exception exception) when (batch.Count == 1)
            {
                LogRefused(exception, batch[0].Key.GrainType);
                batch[0].Complete(exception);
                return;
            }
            catch (Exception exception)
            {
                // One change makes the whole transaction fail. Halving finds it in a few steps and commits the others.
                LogHalved(exception, batch.Count);
                var half = batch.Count / 2;
                var second = batch.GetRange(half, batch.Count - half);
                await CommitAsync(batch.GetRange(0, half), stop);
                await CommitAsync(second, stop);
                return;
            }
        }
    }

    /// <summary>Commits empty transactions until the store works again.</summary>
    private async Task WaitUntilAvailableAsync(CancellationToken stop)
    {
        var pause = Limits.FirstPause;
        while (true)
        {
            try
            {
                await _store.CommitAsync(_number, [], stop);
                ReportSuccess();
                return;
            }
            catch (FencedOffException exception)
            {
                _health.ReportFencedOff(exception.Message);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                ReportFailure(exception, exception.Message);
                await PauseAsync(pause, [], stop);
                pause = Longer(pause);
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, List<StateChange> batch, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, _time, stop);
        }
        catch (OperationCanceledException)
        {
            Fail(batch, new StorageStoppedException());
            throw;
        }
    }

    private void Complete(List<StateChange> batch, TimeSpan duration)
    {
        var conflicts = 0;
        foreach (var change in batch)
        {
            if (change.Outcome == ChangeOutcome.Done)
            {
                change.Complete(null);
            }
            else
            {
                conflicts++;
                change.Complete(change.Conflict());
            }
        }

        _metrics.Committed(batch.Count, conflicts, duration);
    }

    private static void Fail(List<StateChange> batch, Exception failure) => batch.ForEach(change => change.Complete(failure));

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < Limits.LongestPause ? pause * 2 : Limits.LongestPause;

    private void ReportFailure(Exception exception, string reason)
    {
        _metrics.Failed();
        if (_health.ReportFailure(_source, reason))
        {
            LogFailed(exception, reason); // Once for each reason: the log must not grow with each attempt.
        }
    }

    private void ReportSuccess()
    {
        if (_health.ReportSuccess(_source))
        {
            LogWorks();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage commits again.")]
    private partial void LogWorks();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Storage cannot commit; retrying. Writers wait until it works again. {Reason}")]
    private partial void LogFailed(Exception exception, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch of {Rows} rows rejected; splitting it to find the bad row.")]
    private partial void LogHalved(Exception exception, int rows);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Write of a grain of type {GrainType} rejected. The grain reads its state again; nothing was written.")]
    private partial void LogRefused(Exception exception, string grainType);
}

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

/// <summary>
/// Takes changes from a queue for one transaction, within the limits of rows and events and with no key twice.
/// </summary>
internal sealed class BatchCollector(ChannelReader<StateChange> queue, StorageMetrics metrics)
{
    private readonly HashSet<StateKey> _keys = [];
    private StateChange? _carried;

    /// <summary>Whether a change is left over from the last batch. The queue may be empty then.</summary>
    public bool HasCarried => _carried is not null;

    /// <summary>Takes the changes queued now, in the order of arrival. Returns an empty list if there are none.</summary>
    public List<StateChange> Collect()
    {
        var batch = new List<StateChange>(Math.Min(queue.Count + 1, Limits.BatchRows));
        var events = 0;
        _keys.Clear();
        while (batch.Count < Limits.BatchRows && events < Limits.BatchEvents && Next() is { } change)
        {
            // One statement cannot check two changes of one key. The second one begins the next batch.
            if (_keys.Contains(change.Key))
            {
                _carried = change;
                break;
            }

            metrics.Queued(-1);
            if (change.TryTake())
            {
                _keys.Add(change.Key);
                batch.Add(change);
                events += change.Events.Length;
            }
        }

        return batch;
    }

    private StateChange? Next()
    {
        if (_carried is { } carried)
        {
            _carried = null;
            return carried;
        }

        return queue.TryRead(out var change) ? change : null;
    }
}
