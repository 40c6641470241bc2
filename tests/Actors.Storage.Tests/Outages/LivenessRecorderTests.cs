using Actors.Storage.Health;
using Actors.Storage.Outages;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.Outages;

/// <summary>Signs of life and outages where programme time is made up.</summary>
public sealed class LivenessRecorderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2021, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestTimeProvider _wall = new();
    private readonly SteadyClock _clock;
    private readonly SqliteSource _source = new();
    private readonly List<LivenessRecorder> _recorders = [];
    private LivenessStore _store = null!;

    public LivenessRecorderTests() => _clock = new SteadyClock(_wall);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = new LivenessStore(await _source.CreateMigratedAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var recorder in _recorders)
        {
            await recorder.DisposeAsync();
        }

        await _source.DisposeAsync();
    }

    /// <summary>
    /// However fast a made-up clock runs now, it may run faster before the next sign of life: a server that was killed soon
    /// after its start, at a clock that had just been sped up, left a sign that was hours old.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8_000)]
    public async Task Signs_of_life_come_often_where_time_is_made_up(double speed)
    {
        await StartAsync(speed);
        Assert.Equal(_wall.GetUtcNow().AddMilliseconds(100), _wall.NextTimerDue());
    }

    [Fact]
    public async Task An_outage_is_found_by_the_wall_clock_and_bears_programme_time()
    {
        var (recorder, _) = await StartAsync(100);
        _wall.Jump(TimeSpan.FromSeconds(1)); // Ten intervals; not yet an outage.
        await recorder.RecordAsync(Cancelled);
        Assert.Empty(await OutagesAsync());

        _wall.Jump(TimeSpan.FromSeconds(2));
        await recorder.RecordAsync(Cancelled);
        Assert.Equal(
            [new Outage(Start.AddSeconds(100), Start.AddSeconds(300), OutageCause.Server, "a", IsPlanned: false)],
            await OutagesAsync());
    }

    /// <summary>
    /// Signs of life that come every 0.1 s made outages of stalls of 0.3 s, which any busy machine has; a call that was not
    /// answered then rang again.
    /// </summary>
    [Theory]
    [InlineData(1, 0.3, false)]
    [InlineData(1, 14.9, false)]
    [InlineData(1, 15.1, true)]
    [InlineData(60, 0.9, false)]
    [InlineData(100_000, 0.9, false)]
    [InlineData(100_000, 1.1, true)]
    public async Task An_outage_has_a_least_length_in_real_time_at_any_speed(double speed, double seconds, bool isOutage)
    {
        var (recorder, _) = await StartAsync(speed);
        _wall.Jump(TimeSpan.FromSeconds(seconds));
        await recorder.RecordAsync(Cancelled);
        Assert.Equal(isOutage ? 1 : 0, (await OutagesAsync()).Count);
    }

    [Fact]
    public async Task Programme_time_that_stands_still_has_no_outages()
    {
        var (recorder, _) = await StartAsync(0);
        _wall.Jump(TimeSpan.FromHours(1));
        await recorder.RecordAsync(Cancelled);
        await recorder.StopAsync();
        _wall.Advance(TimeSpan.FromHours(1));
        await StartAsync(0);

        Assert.Empty(await OutagesAsync());
    }

    [Fact]
    public async Task Programme_time_goes_on_where_any_server_has_left_it()
    {
        await _store.CommitAsync(new("b", Start.AddHours(7), IsStopped: false), null, Cancelled);
        var (_, time) = await StartAsync(60);
        Assert.Equal(Start.AddHours(7), time.Now);
    }

    private Task<IReadOnlyList<Outage>> OutagesAsync() =>
        _store.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancelled);

    private async Task<(LivenessRecorder Recorder, MovableTime Time)> StartAsync(double speed)
    {
        var time = new MovableTime(_wall, Start, speed);
        var recorder = new LivenessRecorder(
            _store, "a", _clock, time, new OutageCalendar(_clock, time), new StorageHealth(_wall),
            isInCluster: false, mark: null, metrics: null, NullLogger<LivenessRecorder>.Instance);
        _recorders.Add(recorder);
        await recorder.StartAsync(Cancelled);
        return (recorder, time);
    }
}
