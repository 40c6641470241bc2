namespace Actors.Grains.Scheduling;

/// <summary>
/// The clock by which people live: prompts, deadlines and days follow it. It may run faster or slower than the wall
/// clock, or stand still, for demonstrations and load tests. Its timers follow it through every change of speed.
/// </summary>
/// <remarks>
/// One timer of the wall clock drives all timers. Callbacks run on the thread pool, each by itself. A timer is never
/// early. One whose period has passed several times before it could fire, fires once and keeps its step.
/// </remarks>
public sealed class ProgrammeClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly TimerHeap _timers = new();
    private readonly TimeProvider _wall;
    private readonly Action<IThreadPoolWorkItem> _queue;
    private readonly DateTimeOffset _start;
    private readonly long _latest;
    private readonly long _origin;
    private readonly ITimer _alarm;

    /// <summary>
    /// <c>null</c> while it changes: a reader of the time then waits, so that none sees a later time too soon.
    /// </summary>
    private volatile Pace? _pace;
    private long _armedFor = long.MaxValue;
    private long _order;

    /// <summary>Makes a clock that runs.</summary>
    /// <param name="wall">The real clock.</param>
    /// <param name="start">What it shows now.</param>
    /// <param name="speed">Programme seconds per real second; 0: it stands still.</param>
    public ProgrammeClock(TimeProvider wall, DateTimeOffset start, double speed)
        : this(wall, start, speed, static callback => ThreadPool.UnsafeQueueUserWorkItem(callback, preferLocal: false))
    {
    }

    /// <summary>Makes a clock whose callbacks go elsewhere than to the thread pool.</summary>
    internal ProgrammeClock(TimeProvider wall, DateTimeOffset start, double speed, Action<IThreadPoolWorkItem> queue)
    {
        CheckSpeed(speed);
        _wall = wall;
        _queue = queue;
        _start = start.ToUniversalTime();
        _latest = (DateTimeOffset.MaxValue - _start).Ticks;
        _origin = wall.GetTimestamp();
        _pace = new Pace(0, 0, speed);
        using (ExecutionContext.SuppressFlow())
        {
            _alarm = wall.CreateTimer(
                static clock => ((ProgrammeClock)clock!).FireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// The speed was changed. Raised outside the lock of the clock, on the thread that changed it: handlers hand over and
    /// return.
    /// </summary>
    public event Action? SpeedChanged;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _wall.LocalTimeZone;

    /// <summary>Programme seconds per real second; 0: the clock stands still.</summary>
    public double Speed
    {
        get
        {
            if (_pace is { } pace)
            {
                return pace.Speed;
            }

            lock (_gate)
            {
                return _pace!.Speed;
            }
        }
    }

    private long WallTicks => _wall.GetElapsedTime(_origin).Ticks;

    /// <summary>Goes on from now at another speed. Timers keep the programme time at which they are due.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The speed is negative or no number.</exception>
    public void SetSpeed(double speed)
    {
        CheckSpeed(speed);
        lock (_gate)
        {
            var past = _pace!;
            _pace = null;
            Interlocked.MemoryBarrier();
            var now = WallTicks;
            _pace = new Pace(now, past.At(now, _latest), speed);
            Arm();
        }

        SpeedChanged?.Invoke();
    }

    /// <summary>Moves on to a moment at once, as if time had passed; to one that is over: does nothing.</summary>
    public void SkipTo(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var past = _pace!;
            var now = WallTicks;
            var target = Math.Max((moment - _start).Ticks, past.At(now, _latest));
            _pace = new Pace(now, target, past.Speed);
            Arm();
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        if (_pace is { } pace)
        {
            var ticks = pace.At(WallTicks, _latest);
            Interlocked.MemoryBarrier();
            if (ReferenceEquals(pace, _pace))
            {
                return ticks; // The wall clock was read before any change of speed.
            }
        }

        lock (_gate)
        {
            return _pace!.At(WallTicks, _latest);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProgrammeTimer(this, callback, state);
        Set(timer, dueTime, period);
        return timer;
    }

    /// <summary>Sets a timer again.</summary>
    /// <returns>Whether it could be: it is not disposed.</returns>
    internal bool Set(ProgrammeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        CheckSpan(dueTime, nameof(dueTime));
        CheckSpan(period, nameof(period));
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            timer.Period = Math.Max(0, period.Ticks);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                var now = _pace!.At(WallTicks, _latest);
                Wait(timer, dueTime.Ticks < long.MaxValue - now ? now + dueTime.Ticks : long.MaxValue);
                if (timer.Due < _armedFor)
                {
                    Arm();
                }
            }

            return true;
        }
    }

    /// <summary>Takes a timer out for ever.</summary>
    /// <returns>Ends when no callback of it runs.</returns>
    internal Task Remove(ProgrammeTimer timer)
    {
        lock (_gate)
        {
            // The alarm stays: should it go off for this timer alone, it is set for the next one then.
            _timers.Remove(timer);
            return timer.Stop();
        }
    }

    /// <summary>Hears that a callback has run.</summary>
    internal void End(ProgrammeTimer timer)
    {
        lock (_gate)
        {
            timer.End();
        }
    }

    private static void CheckSpeed(double speed)
    {
        if (!double.IsFinite(speed) || speed < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(speed), speed, "The speed of the programme clock must be zero or a positive number.");
        }
    }

    private static void CheckSpan(TimeSpan span, string name)
    {
        if (span != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero, name);
        }
    }

    private void FireDue()
    {
        List<ProgrammeTimer> due = [];
        lock (_gate)
        {
            var now = _pace!.At(WallTicks, _latest);
            while (_timers.First is { } timer && timer.Due <= now)
            {
                _timers.Remove(timer);
                timer.Fire();
                due.Add(timer);
                if (timer.Period > 0 && now < _latest)
                {
                    Wait(timer, timer.Due + (((now - timer.Due) / timer.Period) + 1) * timer.Period);
                }
            }

            Arm();
        }

        due.ForEach(_queue);
    }

    private void Wait(ProgrammeTimer timer, long due)
    {
        timer.Due = due;
        timer.Order = ++_order;
        _timers.Add(timer);
    }

    /// <summary>Sets the alarm for the first timer.</summary>
    private void Arm()
    {
        _armedFor = _timers.First?.Due ?? long.MaxValue;
        _alarm.Change(
            _timers.First is null ? Timeout.InfiniteTimeSpan : _pace!.WaitFor(_armedFor, WallTicks, _latest),
            Timeout.InfiniteTimeSpan);
    }
}
