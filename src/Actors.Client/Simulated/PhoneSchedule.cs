namespace Actors.Client.Simulated;

/// <summary>
/// What all phones are going to do, in the order of the programme clock: one heap and one timer for all of them.
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

    /// <summary>A schedule on which nothing stands.</summary>
    public PhoneSchedule(FollowedClock clock, TimeProvider wall)
    {
        _clock = clock;
        _timer = wall.CreateTimer(_ => RunDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Changed += RunDue;
    }

    /// <summary>The first thing that failed; null: nothing did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What is due, or is being done at the moment.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Does something at a moment; at once when it is over.</summary>
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

    /// <summary>Does something now, beside everything else.</summary>
    public void Start(Func<Task> step)
    {
        lock (_gate)
        {
            Begin(step);
        }
    }

    /// <summary>Drops what is still to come and waits for what has begun.</summary>
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
