using System.Diagnostics.CodeAnalysis;
using Actors.Engine.Activations;

namespace Actors.Engine.Timers;

/// <summary>
/// A timer of one activation. Ticks of one timer never overlap: it is armed anew when a tick has ended.
/// </summary>
internal abstract class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private long _dueAt;
    private TimeSpan _period;
    private bool _changed;
    private bool _ticking;
    private bool _dueAgain;
    private volatile bool _disposed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _stopping = _stop.Token;
        Interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;

        // The timer outlives the call that registers it: what flows with that call must not flow with every tick.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = Clock.CreateTimer(
                static timer => ((GrainTimer)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public bool Interleaves { get; }

    public bool KeepsAlive { get; }

    public bool IsDisposed => _disposed;

    public string Name => $"a timer of {_activation.GrainId.Type}";

    private TimeProvider Clock => _activation.Engine.GrainClock;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        CheckSpan(dueTime, nameof(dueTime));
        CheckSpan(period, nameof(period));
        lock (_timer)
        {
            if (!_disposed)
            {
                _period = period;
                _changed = true;
                _dueAgain = false; // By the old times. If it is due by the new ones, the clock says so.
                Arm(dueTime);
            }
        }
    }

    [SuppressMessage("Usage", "CA1816", Justification = "There is no finalizer.")]
    public void Dispose()
    {
        lock (_timer)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _timer.Dispose();
        }

        _activation.Forget(this);
        try
        {
            _stop.Cancel();
        }
        catch (AggregateException exception)
        {
            // What the grain does when it is cancelled must not keep it from ending.
            EngineLog.TimerFailed(_activation.Engine.Log, _activation.GrainId.Type.ToString(), exception);
        }

        _stop.Dispose();
    }

    /// <summary>Runs one tick in a turn of the grain.</summary>
    public async Task TickAsync()
    {
        if (_disposed)
        {
            return; // While the tick waited for its turn.
        }

        try
        {
            await CallAsync(_stopping);
        }
        catch (Exception exception)
        {
            _activation.OnCallFailed(exception);
            if (!_stopping.IsCancellationRequested)
            {
                EngineLog.TimerFailed(_activation.Engine.Log, _activation.GrainId.Type.ToString(), exception);
            }
        }

        lock (_timer)
        {
            _ticking = false;
            if (_dueAgain)
            {
                Tick();
            }
            else if (!_disposed && !_changed && _period != Timeout.InfiniteTimeSpan)
            {
                Arm(_period);
            }
        }
    }

    protected abstract Task CallAsync(CancellationToken cancellationToken);

    private static void CheckSpan(TimeSpan span, string name)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, span, "The time must be zero, positive, or infinite.");
        }
    }

    private void Arm(TimeSpan dueTime)
    {
        _dueAt = dueTime == Timeout.InfiniteTimeSpan
            ? 0
            : Clock.GetTimestamp() + (long)(dueTime.TotalSeconds * Clock.TimestampFrequency);
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    private void OnDue()
    {
        var now = Clock.GetTimestamp();
        _activation.Engine.Meter.TimerLateness.Record(now > _dueAt ? Clock.GetElapsedTime(_dueAt, now).TotalMilliseconds : 0);
        lock (_timer)
        {
            if (_ticking)
            {
                _dueAgain = true; // It was changed in the middle of a tick: the next one waits for the end of this one.
            }
            else
            {
                Tick();
            }
        }
    }

    /// <summary>Under the lock.</summary>
    private void Tick()
    {
        _dueAgain = false;
        _changed = false; // From here on a change is one to the next tick.
        if (!_disposed)
        {
            _ticking = true;
            _activation.TryAccept(new TimerTick(this, _activation.Engine.MessageClock.GetTimestamp()));
        }
    }
}
