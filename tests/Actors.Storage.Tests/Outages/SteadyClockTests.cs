using Actors.Storage.Health;
using Actors.Storage.Outages;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.Outages;

/// <summary>A wall clock that is set by a hand or a machine: it became an outage of 20 hours.</summary>
public sealed class SteadyClockTests : IAsyncLifetime
{
    private const string Boot = "b7c4";
    private readonly WallThatIsSet _wall = new();
    private readonly SqliteSource _source = new();
    private readonly StorageHealth _health;
    private LivenessStore _store = null!;

    public SteadyClockTests() => _health = new StorageHealth(_wall);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Start { get; } = new TestTimeProvider().GetUtcNow();

    public async ValueTask InitializeAsync() => _store = new LivenessStore(await _source.CreateMigratedAsync());

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    [InlineData(-48)]
    public async Task A_step_is_no_outage_and_deadlines_do_not_jump(int hours)
    {
        var clock = new SteadyClock(_wall) { BootId = Boot };
        await using var recorder = await StartAsync(clock);
        await StepAsync(recorder, TimeSpan.FromHours(hours));

        Assert.Empty(await OutagesAsync());
        Assert.Equal(_wall.Uptime, clock.GetUtcNow() - Start);
        Assert.Contains(
            hours > 0 ? "forward by 20:00:00" : "back by", Assert.Single(_health.Alarms), StringComparison.Ordinal);

        await StepAsync(recorder, TimeSpan.FromHours(-hours));
        Assert.Empty(_health.Alarms);
        Assert.Empty(await OutagesAsync());
    }

    [Fact]
    public async Task A_small_correction_is_followed_without_a_word()
    {
        var clock = new SteadyClock(_wall);
        await using var recorder = await StartAsync(clock);
        await StepAsync(recorder, TimeSpan.FromSeconds(-10));
        Assert.Equal(_wall.GetUtcNow(), clock.GetUtcNow());
        Assert.Empty(_health.Alarms);
    }

    [Fact]
    public async Task An_outage_in_which_the_clock_was_set_too_is_as_long_as_it_was()
    {
        await using var recorder = await StartAsync(new SteadyClock(_wall) { BootId = Boot });
        _wall.Pass(TimeSpan.FromMinutes(2));
        await StepAsync(recorder, TimeSpan.FromHours(20));
        Assert.Equal([(Start, Start.AddSeconds(125))], await OutagesAsync());
    }

    /// <summary>
    /// A start takes the clock as it is. What it skips, no person had to answer; what it repeats is no outage.
    /// </summary>
    [Theory]
    [InlineData(20, 20 * 60 + 3)]
    [InlineData(-20, 3)]
    public async Task A_step_while_the_server_was_stopped_costs_no_person_time(int hours, int minutes)
    {
        await using (await StartAsync(new SteadyClock(_wall) { BootId = Boot }))
        {
            // Killed.
        }

        _wall.Pass(TimeSpan.FromMinutes(3));
        _wall.Set(TimeSpan.FromHours(hours));
        await using var next = await StartAsync(new SteadyClock(_wall) { BootId = Boot });
        Assert.Equal([(_wall.GetUtcNow().AddMinutes(-minutes), _wall.GetUtcNow())], await OutagesAsync());
        Assert.Contains("while this server was stopped", Assert.Single(_health.Alarms), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_of_the_machine_the_wall_clock_is_all_there_is()
    {
        await using (await StartAsync(new SteadyClock(_wall) { BootId = Boot }))
        {
            // The power went.
        }

        _wall.Pass(TimeSpan.FromMinutes(3));
        await using var next = await StartAsync(new SteadyClock(_wall) { BootId = "another" });
        Assert.Equal([(Start, Start.AddMinutes(3))], await OutagesAsync());
        Assert.Empty(_health.Alarms);
    }

    [Fact]
    public void The_clock_of_the_system_counts_from_the_start_of_the_machine()
    {
        var clock = new SteadyClock(TimeProvider.System);
        var before = TimeProvider.System.GetUtcNow();
        Assert.InRange(clock.GetUtcNow(), before.AddSeconds(-1), before.AddMinutes(1));
        Assert.True(clock.SinceBoot > TimeSpan.Zero);
        Assert.Equal(OperatingSystem.IsLinux(), clock.BootId is not null);
    }

    private async Task StepAsync(LivenessRecorder recorder, TimeSpan step)
    {
        _wall.Pass(Limits.LivenessInterval);
        _wall.Set(step);
        await recorder.RecordAsync(Cancelled);
    }

    private async Task<LivenessRecorder> StartAsync(SteadyClock clock)
    {
        var time = new RealProgrammeTime(clock);
        var recorder = new LivenessRecorder(
            _store, "a", clock, time, new OutageCalendar(clock, time), _health, isInCluster: false, mark: null, metrics: null,
            NullLogger<LivenessRecorder>.Instance);
        await recorder.StartAsync(Cancelled);
        return recorder;
    }

    private async Task<IEnumerable<(DateTimeOffset, DateTimeOffset)>> OutagesAsync() =>
        (await _store.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancelled))
        .Select(outage => (outage.From, outage.To));

    /// <summary>Real time passes, and the clock on the wall is set; its timers are quiet.</summary>
    private sealed class WallThatIsSet : TimeProvider
    {
        private readonly TestTimeProvider _time = new();
        private TimeSpan _offset;

        public TimeSpan Uptime { get; private set; }

        public override long TimestampFrequency => _time.TimestampFrequency;

        public override long GetTimestamp() => _time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _time.GetUtcNow() + _offset;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new TestTimeProvider().CreateTimer(callback, state, dueTime, period);

        public void Set(TimeSpan by) => _offset += by;

        public void Pass(TimeSpan time)
        {
            Uptime += time;
            _time.Jump(time);
        }
    }
}
