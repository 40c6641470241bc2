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
    public async Task CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        change.WatchCancellation(cancellationToken);
        if (!_queue.Writer.TryWrite(change))
        {
            await WaitForPlaceAsync(change, cancellationToken);
        }

        _metrics.Queued(1);
        await change.Completion;
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
                _health.ReportSuccess(_source);
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
                _health.ReportFencedOff();
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
                _health.ReportSuccess(_source);
                return;
            }
            catch (FencedOffException)
            {
                _health.ReportFencedOff();
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
        _health.ReportFailure(_source, reason);
        LogFailed(exception, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Storage cannot commit; retrying. Writers wait until it works again. {Reason}")]
    private partial void LogFailed(Exception exception, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch of {Rows} rows rejected; splitting it to find the bad row.")]
    private partial void LogHalved(Exception exception, int rows);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Write of a grain of type {GrainType} rejected. The grain reads its state again; nothing was written.")]
    private partial void LogRefused(Exception exception, string grainType);
}
