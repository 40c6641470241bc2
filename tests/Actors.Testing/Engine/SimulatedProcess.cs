namespace Actors.Testing.Engine;

/// <summary>
/// A process of a simulation: its work runs in the order that the seed draws, by the clock of the simulation, until it
/// is killed. After that none of its work runs, and no other process is told.
/// </summary>
public sealed class SimulatedProcess : TaskScheduler
{
    private readonly SeededTaskScheduler _scheduler;

    internal SimulatedProcess(SeededTaskScheduler scheduler, FakeTimeProvider clock)
    {
        _scheduler = scheduler;
        Clock = new MortalClock(clock, this);
    }

    /// <summary>The clock, with timers that die with the process.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether it was killed.</summary>
    public bool IsDead { get; private set; }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Ends the process between two turns, as <c>kill -9</c> does.</summary>
    public void Kill() => IsDead = true;

    internal void Run(Task task)
    {
        if (!IsDead)
        {
            TryExecuteTask(task);
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (!IsDead)
        {
            _scheduler.Enqueue(this, task);
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private sealed class MortalClock(FakeTimeProvider clock, SimulatedProcess process) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(
                seen =>
                {
                    if (!process.IsDead)
                    {
                        callback(seen);
                    }
                },
                state, dueTime, period);
    }
}
