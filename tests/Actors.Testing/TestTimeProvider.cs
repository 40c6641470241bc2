namespace Actors.Testing;

/// <summary>
/// A clock that moves only when a test moves it. Timers fire inside <see cref="Advance"/>, in the order in which they
/// are due; timers due at the same moment fire in the order in which they were set. Each callback sees its own due time
/// as now.
/// </summary>
public sealed class TestTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TestTimer, (DateTimeOffset Due, long Order)> _timers = new();
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _order;

    /// <summary>Starts at a round moment: 2026-03-02 00:00 UTC, a Monday.</summary>
    public TestTimeProvider()
        : this(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Raised when a timer is set, so that a test can wait until other code waits.</summary>
    public event EventHandler? TimerSet;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what is due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock forward to a moment and fires what is due on the way.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = target > _now ? target : _now;
        }
    }

    /// <summary>
    /// Moves the clock and the timers forward together, without firing any: the machine slept.
    /// </summary>
    public void Jump(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            _now += by;
            var entries = _timers.UnorderedItems.Select(
                item => (item.Element, (item.Priority.Due + by, item.Priority.Order))).ToList();
            _timers.Clear();
            _timers.EnqueueRange(entries);
        }
    }

    /// <summary>When the next timer is due; null: none is set.</summary>
    public DateTimeOffset? NextTimerDue()
    {
        lock (_gate)
        {
            DropStale();
            return _timers.TryPeek(out _, out var priority) ? priority.Due : null;
        }
    }

    /// <summary>Ends as soon as at least one timer is set.</summary>
    public async Task WaitForTimerAsync(CancellationToken cancellationToken = default)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnTimerSet(object? sender, EventArgs e) => set.TrySetResult();
        TimerSet += OnTimerSet;
        try
        {
            if (NextTimerDue() is null)
            {
                await set.Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            TimerSet -= OnTimerSet;
        }
    }

    internal void Set(TestTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            Enqueue(timer, dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime);
        }

        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            TimerSet?.Invoke(this, EventArgs.Empty);
        }
    }

    private TestTimer? TakeDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            DropStale();
            if (!_timers.TryPeek(out var timer, out var priority) || priority.Due > target)
            {
                return null;
            }

            _timers.Dequeue();
            _now = priority.Due > _now ? priority.Due : _now;
            var again = timer.Period > TimeSpan.Zero ? priority.Due + timer.Period : (DateTimeOffset?)null;
            Enqueue(timer, again);
            return timer;
        }
    }

    private void Enqueue(TestTimer timer, DateTimeOffset? due)
    {
        timer.Order = ++_order;
        if (due is { } at)
        {
            _timers.Enqueue(timer, (at, timer.Order));
        }
    }

    /// <summary>
    /// A timer that was changed leaves its old entry behind: only the entry with its present number counts.
    /// </summary>
    private void DropStale()
    {
        while (_timers.TryPeek(out var timer, out var priority) && timer.Order != priority.Order)
        {
            _timers.Dequeue();
        }
    }
}
