using System.Diagnostics.CodeAnalysis;

namespace Actors.Grains.Scheduling;

/// <summary>A timer of a <see cref="ProgrammeClock"/>. All but its callback happens under the lock of the clock.</summary>
internal sealed class ProgrammeTimer(ProgrammeClock clock, TimerCallback callback, object? state) : ITimer, IThreadPoolWorkItem
{
    /// <summary>The place of a timer that does not wait.</summary>
    public const int Nowhere = -1;

    private static readonly ContextCallback CallInContext = static timer => ((ProgrammeTimer)timer!).Call();

    /// <summary>The context of the creator; <c>null</c> if it does not flow.</summary>
    [SuppressMessage("Usage", "CA2213", Justification = "It has nothing to let go, and callbacks may still be on their way.")]
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    private int _pending;
    private volatile bool _disposed;
    private TaskCompletionSource? _idle;

    /// <summary>The programme time, in ticks since the clock was made, at which it fires next.</summary>
    public long Due { get; set; }

    /// <summary>Ticks from firing to firing; zero: it fires once.</summary>
    public long Period { get; set; }

    /// <summary>Which of the timers due at the same time was set first.</summary>
    public long Order { get; set; }

    /// <summary>Where in the heap it is.</summary>
    public int Place { get; set; } = Nowhere;

    public bool IsDisposed => _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(this, dueTime, period);

    public void Dispose() => clock.Remove(this);

    /// <summary>Ends when no callback of it runs any more.</summary>
    public ValueTask DisposeAsync() => new(clock.Remove(this));

    /// <summary>Marks it as fired: one more callback is on its way.</summary>
    public void Fire() => _pending++;

    /// <summary>Keeps callbacks from beginning.</summary>
    /// <returns>Ends when none runs.</returns>
    public Task Stop()
    {
        _disposed = true;
        if (_pending == 0)
        {
            return Task.CompletedTask;
        }

        _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _idle.Task;
    }

    /// <summary>Marks one callback as over.</summary>
    public void End()
    {
        if (--_pending == 0)
        {
            _idle?.TrySetResult();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            if (_disposed)
            {
                return; // While it was on its way.
            }

            if (_context is null)
            {
                Call();
            }
            else
            {
                ExecutionContext.Run(_context, CallInContext, this);
            }
        }
        finally
        {
            clock.End(this);
        }
    }

    private void Call() => callback(state);
}
