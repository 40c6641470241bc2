using Actors.Storage.Health;
using Actors.Storage.Liveness;
using Actors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.Liveness;

/// <summary>Signs of life and outages where programme time is made up.</summary>
public sealed class LivenessRecorderTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2021, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _wall = new();
    private readonly MemoryLivenessStore _store = new();
    private readonly List<LivenessRecorder> _recorders = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var recorder in _recorders)
        {
            await recorder.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(0, 5_000)]
    [InlineData(0.5, 5_000)]
    [InlineData(1, 5_000)]
    [InlineData(10, 500)]
    [InlineData(8_000, 100)]
    public async Task Signs_of_life_come_more_often_where_time_runs_fast(double speed, int milliseconds)
    {
        await StartAsync(speed);
        Assert.Equal(_wall.GetUtcNow().AddMilliseconds(milliseconds), _wall.NextTimerDue());
    }

    [Fact]
    public async Task Their_interval_follows_the_speed()
    {
        var (_, time) = await StartAsync(1);
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _wall.TimerSet += (_, _) => set.TrySetResult();
        time.Speed = 8_000;
        _wall.Advance(TimeSpan.FromSeconds(5));
        await set.Task.WaitAsync(Cancelled);
        Assert.Equal(_wall.GetUtcNow().AddMilliseconds(100), _wall.NextTimerDue());
    }

    [Fact]
    public async Task An_outage_is_found_by_the_wall_clock_and_bears_programme_time()
    {
        var (recorder, _) = await StartAsync(100);
        _wall.Jump(TimeSpan.FromMilliseconds(300)); // Three intervals; not yet an outage.
        await recorder.RecordAsync(Cancelled);
        Assert.Empty(_store.Outages);

        _wall.Jump(TimeSpan.FromSeconds(1));
        await recorder.RecordAsync(Cancelled);
        Assert.Equal(
            [new Outage(Start.AddSeconds(30), Start.AddSeconds(130), OutageCause.Server, "a", IsPlanned: false)],
            _store.Outages);
    }

    [Fact]
    public async Task Programme_time_that_stands_still_has_no_outages()
    {
        var (recorder, _) = await StartAsync(0);
        _wall.Jump(TimeSpan.FromHours(1));
        await recorder.RecordAsync(Cancelled);
        await recorder.StopAsync(Cancelled);
        _wall.Advance(TimeSpan.FromHours(1));
        await StartAsync(0);

        Assert.Empty(_store.Outages);
    }

    [Fact]
    public async Task Programme_time_goes_on_where_any_server_has_left_it()
    {
        await ((ILivenessStore)_store).CommitAsync(new("b", Start.AddHours(7), IsStopped: false), null, Cancelled);
        var (_, time) = await StartAsync(60);
        Assert.Equal(Start.AddHours(7), time.Now);
    }

    private async Task<(LivenessRecorder Recorder, MovableTime Time)> StartAsync(double speed)
    {
        var time = new MovableTime(_wall, Start, speed);
        var recorder = new LivenessRecorder(
            _store, "a", _wall, time, new OutageCalendar(_wall, time, []), new StorageHealth(_wall),
            NullLogger<LivenessRecorder>.Instance);
        _recorders.Add(recorder);
        await recorder.StartAsync(Cancelled);
        return (recorder, time);
    }
}
