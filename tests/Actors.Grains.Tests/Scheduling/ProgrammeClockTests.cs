using Actors.Grains.Scheduling;
using Actors.Testing;

namespace Actors.Grains.Tests.Scheduling;

public sealed class ProgrammeClockTests
{
    private static readonly DateTimeOffset Start = new(2021, 8, 1, 8, 0, 0, TimeSpan.FromHours(9));
    private readonly TestTimeProvider _wall = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Time_runs_faster_by_speed()
    {
        var clock = new ProgrammeClock(_wall, Start, 1_440);
        var before = clock.GetTimestamp();
        _wall.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddDays(1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(1), clock.GetElapsedTime(before));
    }

    [Fact]
    public void Time_goes_on_from_where_it_is_when_the_speed_changes()
    {
        var clock = new ProgrammeClock(_wall, Start, 60);
        _wall.Advance(TimeSpan.FromMinutes(1));
        clock.SetSpeed(0);
        Assert.Equal(0, clock.Speed);
        _wall.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Start.AddHours(1), clock.GetUtcNow());
        clock.SetSpeed(0.5);
        _wall.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Start.AddMinutes(61), clock.GetUtcNow());
    }

    [Fact]
    public void A_time_read_while_the_clock_slows_down_is_not_ahead_of_a_later_reading()
    {
        var wall = new InterruptedClock();
        var clock = new ProgrammeClock(wall, Start, 60);
        wall.OnRead = () =>
        {
            clock.SetSpeed(0);
            wall.Passed = TimeSpan.FromHours(1);
        };
        Assert.Equal(Start, clock.GetUtcNow());
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public void Time_skips_forward_only()
    {
        var clock = Clock(1);
        var ticks = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => ticks.Add(clock.GetUtcNow()), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        clock.SkipTo(Start.AddHours(2));
        _wall.Advance(TimeSpan.Zero);
        Assert.Equal([Start.AddHours(2)], ticks);
        clock.SkipTo(Start.AddHours(1));
        Assert.Equal(Start.AddHours(2), clock.GetUtcNow());
    }

    [Fact]
    public void Time_ends_with_the_calendar()
    {
        var clock = new ProgrammeClock(_wall, DateTimeOffset.MaxValue.AddDays(-1), 100_000);
        _wall.Advance(TimeSpan.FromDays(1));
        Assert.Equal(DateTimeOffset.MaxValue, clock.GetUtcNow());
    }

    [Fact]
    public void Timers_follow_the_programme_clock()
    {
        var clock = Clock(60);
        var ticks = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => ticks.Add(clock.GetUtcNow()), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        _wall.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([Start.AddMinutes(1), Start.AddMinutes(3), Start.AddMinutes(5)], ticks);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _wall.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, ticks.Count);
    }

    [Fact]
    public void Timers_of_less_than_a_millisecond_are_neither_early_nor_endless()
    {
        var clock = Clock(4_000);
        var ticks = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => ticks.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));
        _wall.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal([Start.AddSeconds(92), Start.AddSeconds(96), Start.AddSeconds(100)], ticks);
    }

    [Fact]
    public void Timers_keep_their_due_time_when_the_speed_changes()
    {
        var clock = Clock(0);
        var ticks = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => ticks.Add(clock.GetUtcNow()), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
        _wall.Advance(TimeSpan.FromDays(1));
        clock.SetSpeed(1);
        _wall.Advance(TimeSpan.FromMinutes(1));
        clock.SetSpeed(60);
        Assert.Empty(ticks);
        _wall.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([Start.AddMinutes(2)], ticks);
    }

    [Fact]
    public void Timers_that_are_far_away_fire_too()
    {
        var clock = Clock(0.001);
        var ticks = 0;
        using var timer = clock.CreateTimer(_ => ticks++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        _wall.Advance(TimeSpan.FromDays(999));
        Assert.Equal(0, ticks);
        _wall.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, ticks);
    }

    [Fact]
    public void Timers_that_are_disposed_cannot_be_changed()
    {
        var clock = Clock(1);
        var timer = clock.CreateTimer(_ => Assert.Fail("It is disposed."), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        timer.Dispose();
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        _wall.Advance(TimeSpan.FromDays(1));
    }

    [Fact]
    public void Callbacks_of_a_timer_disposed_on_the_way_do_not_run()
    {
        var onTheWay = new Queue<IThreadPoolWorkItem>();
        var clock = new ProgrammeClock(_wall, Start, 1, onTheWay.Enqueue);
        var ticks = 0;
        using var timer = clock.CreateTimer(_ => ticks++, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        _wall.Advance(TimeSpan.FromSeconds(1));
        onTheWay.Dequeue().Execute();
        timer.Dispose();
        onTheWay.Dequeue().Execute();
        Assert.Equal(1, ticks);
        Assert.Empty(onTheWay);
    }

    [Fact]
    public async Task Asynchronous_disposal_waits_for_callbacks()
    {
        var onTheWay = new Queue<IThreadPoolWorkItem>();
        var clock = new ProgrammeClock(_wall, Start, 1, onTheWay.Enqueue);
        var timer = clock.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero);
        _wall.Advance(TimeSpan.Zero);
        var disposed = timer.DisposeAsync();
        Assert.False(disposed.IsCompleted);
        onTheWay.Dequeue().Execute();
        await disposed;
    }

    [Fact]
    public async Task Callbacks_run_on_the_thread_pool_in_the_context_that_made_the_timer()
    {
        var clock = new ProgrammeClock(_wall, Start, 60);
        var context = new AsyncLocal<string> { Value = "mine" };
        var seen = new TaskCompletionSource<(string?, bool)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = clock.CreateTimer(
            _ => seen.SetResult((context.Value, Thread.CurrentThread.IsThreadPoolThread)),
            null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        context.Value = "another";
        _wall.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("mine", true), await seen.Task.WaitAsync(Cancelled));
    }

    [Fact]
    public async Task Slow_callbacks_hold_up_no_others()
    {
        var clock = new ProgrammeClock(_wall, Start, 60);
        using var gate = new ManualResetEvent(initialState: false);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = clock.CreateTimer(_ => gate.WaitOne(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await using var quick = clock.CreateTimer(_ => seen.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        _wall.Advance(TimeSpan.Zero);
        await seen.Task.WaitAsync(Cancelled);
        gate.Set();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Speed_must_be_a_number_and_not_negative(double speed)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProgrammeClock(_wall, Start, speed));
        var clock = new ProgrammeClock(_wall, Start, 7);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.SetSpeed(speed));
        Assert.Equal(7, clock.Speed);
    }

    /// <summary>A clock whose callbacks run at once, where the test can see them.</summary>
    private ProgrammeClock Clock(double speed) => new(_wall, Start, speed, static callback => callback.Execute());

    /// <summary>A clock that runs a callback just before it is read for the first time.</summary>
    private sealed class InterruptedClock : TimeProvider
    {
        public Action? OnRead { get; set; }

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            var interruption = OnRead;
            OnRead = null;
            interruption?.Invoke();
            return Passed.Ticks;
        }
    }
}
