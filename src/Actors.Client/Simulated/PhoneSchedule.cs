namespace Actors.Client.Simulated;

/// <summary>
/// The planned steps of all phones in the order of the programme clock. One heap and one timer serve all phones.
/// </summary>
public sealed class PhoneSchedule : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Func<Task>, (long Ticks, long Order)> _steps = new();
    private readonly FollowedClock _clock;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _order;
    private int _running;
    private bool _isOver;

    /// <summary>Creates an empty schedule.</summary>
    public PhoneSchedule(FollowedClock clock, TimeProvider wall)
    {
        _clock = clock;
        _timer = wall.CreateTimer(_ => RunDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Changed += RunDue;
    }

    /// <summary>The first exception of a step; null if there was none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Number of steps that run or are about to.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Plans a step for a moment of programme time; a past moment runs it at once.</summary>
    public void At(DateTimeOffset moment, Func<Task> step)
    {
        lock (_gate)
        {
            var isFirst = !_steps.TryPeek(out _, out var first) || moment.UtcTicks < first.Ticks;
            _steps.Enqueue(step, (moment.UtcTicks, _order++));
            if (isFirst)
            {
                Arm();
            }
        }
    }

    /// <summary>Runs a step now, in parallel to all others.</summary>
    public void Start(Func<Task> step)
    {
        lock (_gate)
        {
            Begin(step);
        }
    }

    /// <summary>Drops the steps that have not begun and waits for those that have.</summary>
    public async ValueTask DisposeAsync()
    {
        _clock.Changed -= RunDue;
        await _timer.DisposeAsync();
        lock (_gate)
        {
            _isOver = true;
            _steps.Clear();
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        await _idle.Task;
    }

    private void RunDue()
    {
        lock (_gate)
        {
            var now = _clock.Now.UtcTicks;
            while (_steps.TryPeek(out var step, out var due) && due.Ticks <= now)
            {
                _steps.Dequeue();
                Begin(step);
            }

            Arm();
        }
    }

    private void Begin(Func<Task> step)
    {
        if (!_isOver)
        {
            _running++;
            ThreadPool.UnsafeQueueUserWorkItem(
                static work => _ = work.Schedule.RunAsync(work.Step), (Schedule: this, Step: step), preferLocal: false);
        }
    }

    private async Task RunAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception)
        {
            Failure ??= exception;
        }
        finally
        {
            lock (_gate)
            {
                if (--_running == 0 && _isOver)
                {
                    _idle.TrySetResult();
                }
            }
        }
    }

    private void Arm()
    {
        if (!_isOver)
        {
            var wait = _steps.TryPeek(out _, out var due)
                ? _clock.WaitFor(new DateTimeOffset(due.Ticks, TimeSpan.Zero))
                : Timeout.InfiniteTimeSpan;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
