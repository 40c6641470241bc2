using System.Collections.Concurrent;
using Orleans.Runtime.Diagnostics;

namespace Actors.Testing.Clusters;

/// <summary>
/// Knows whether the grains of one server are at work: calls that have not returned, and timers that fired and are
/// not set again. With it a test moves its clock only when nothing is left to do at the present moment.
/// </summary>
public sealed class GrainActivity : IIncomingGrainCallFilter, IOutgoingGrainCallFilter, IObserver<GrainTimerEvents.TimerEvent>,
    IDisposable
{
    /// <summary>Hops through the thread pool without any change after which grains that a test holds up count as idle.</summary>
    private const int HeldHops = 10_000;

    /// <summary>The same after timers were cancelled.</summary>
    private const int StableHops = 1_000;

    /// <summary>The same when nothing is at work: what one thread has just handed to another is seen by then.</summary>
    private const int IdleHops = 10;

    private readonly ConcurrentDictionary<object, bool> _ticking = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Timers that were either cancelled or set to fire at once. Orleans does both by setting its timer to never, and starts the
    /// tick itself: only the tick tells which it was.
    /// </summary>
    private readonly ConcurrentDictionary<object, bool> _cancelled = new(ReferenceEqualityComparer.Instance);

    /// <summary>Timers whose setting is reported; of others only the ticks are known.</summary>
    private readonly ConcurrentDictionary<object, bool> _watched = new(ReferenceEqualityComparer.Instance);

    private readonly IDisposable _subscription;
    private volatile bool _isOver;
    private int _calls;
    private int _held;
    private long _changes;

    /// <summary>Begins to watch.</summary>
    public GrainActivity() => _subscription = GrainTimerEvents.AllEvents.Subscribe(this);

    /// <summary>Whether the server was killed: its timers fire no more, and no one waits for what it left.</summary>
    public bool IsOver => _isOver;

    /// <summary>Completes when nothing is at work, or all that is waits for the test itself.</summary>
    public async Task WhenIdleAsync()
    {
        var (seen, idle, heldUp, cancelled) = (-1L, 0, 0, 0);
        while (idle < IdleHops && heldUp < HeldHops && cancelled < StableHops && !_isOver)
        {
            await HopAsync();
            var changes = Volatile.Read(ref _changes);
            if (changes != seen)
            {
                (seen, idle, heldUp, cancelled) = (changes, 0, 0, 0);
            }
            else if (ThreadPool.PendingWorkItemCount == 0) // Otherwise another test may be at work: this hop proves nothing.
            {
                var isBusy = Volatile.Read(ref _calls) > 0 || !_ticking.IsEmpty;
                idle = !isBusy && _cancelled.IsEmpty ? idle + 1 : 0;
                heldUp = Volatile.Read(ref _held) > 0 ? heldUp + 1 : 0;
                cancelled = !isBusy && !_cancelled.IsEmpty ? cancelled + 1 : 0;
            }
        }

        _cancelled.Clear();
    }

    /// <summary>Runs a piece of the test inside a grain's operation: while it waits, the grain waits for the test.</summary>
    public async Task HoldAsync(Func<Task> wait)
    {
        var waiting = wait(); // What it does at once, such as to throw, is work of the grain.
        var held = waiting.IsCompleted ? 0 : 1;
        Interlocked.Add(ref _held, held);
        try
        {
            await waiting;
        }
        finally
        {
            Change(ref _held, -held);
        }
    }

    /// <summary>A timer of a grain is made, whose setting will be reported.</summary>
    internal void ReportMade(object timer) => _watched[timer] = true;

    /// <summary>A timer of a grain fires: its tick is on the way.</summary>
    internal void ReportFired(object timer)
    {
        _ticking[timer] = false;
        Interlocked.Increment(ref _changes);
    }

    /// <summary>A timer is set. Orleans does so after the end of each tick.</summary>
    internal void ReportSet(object timer, TimeSpan dueTime)
    {
        if (_ticking.TryGetValue(timer, out var hasStopped))
        {
            if (hasStopped)
            {
                _ticking.TryRemove(timer, out _);
            }
        }
        else if (dueTime == Timeout.InfiniteTimeSpan)
        {
            _cancelled[timer] = true;
        }

        Interlocked.Increment(ref _changes);
    }

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Change(ref _calls, 1);
        try
        {
            await context.Invoke();
        }
        finally
        {
            Change(ref _calls, -1);
        }
    }

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        Change(ref _calls, 1);
        try
        {
            await context.Invoke();
        }
        finally
        {
            Change(ref _calls, -1);
        }
    }

    /// <inheritdoc/>
    public void OnNext(GrainTimerEvents.TimerEvent value)
    {
        if (value is GrainTimerEvents.TickStart)
        {
            _ticking[value.Timer] = false;
            _cancelled.TryRemove(value.Timer, out _);
            Interlocked.Increment(ref _changes);
        }
        else if (value is GrainTimerEvents.TickStop)
        {
            if (_watched.ContainsKey(value.Timer))
            {
                _ticking.TryUpdate(value.Timer, newValue: true, comparisonValue: false);
            }
            else
            {
                _ticking.TryRemove(value.Timer, out _);
                Interlocked.Increment(ref _changes);
            }
        }
        else if (value is GrainTimerEvents.Disposed)
        {
            _ticking.TryRemove(value.Timer, out _);
            _cancelled.TryRemove(value.Timer, out _);
            _watched.TryRemove(value.Timer, out _);
            Interlocked.Increment(ref _changes);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    /// <summary>The server is gone.</summary>
    public void Dispose()
    {
        _isOver = true;
        _subscription.Dispose();
    }

    private static Task HopAsync()
    {
        var hop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static hop => hop.SetResult(), hop, preferLocal: false);
        return hop.Task;
    }

    private void Change(ref int count, int by)
    {
        Interlocked.Add(ref count, by);
        Interlocked.Increment(ref _changes);
    }
}
