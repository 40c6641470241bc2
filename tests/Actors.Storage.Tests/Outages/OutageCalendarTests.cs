using Actors.Domain.Programmes;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.Outages;

public sealed class OutageCalendarTests : IAsyncLifetime
{
    private readonly TestTimeProvider _time = new();
    private readonly SqliteSource _source = new();
    private readonly OutageCalendar _calendar;
    private UnreliableDatabase _database = null!;
    private LivenessStore _store = null!;
    private LivenessRecorder _recorder = null!;

    public OutageCalendarTests() => _calendar = new OutageCalendar(new SteadyClock(_time), new RealProgrammeTime(_time));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Start { get; } = new TestTimeProvider().GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _database = new UnreliableDatabase(await _source.CreateMigratedAsync());
        _store = new LivenessStore(_database);
        _recorder = new LivenessRecorder(
            _store, "a", new SteadyClock(_time), new RealProgrammeTime(_time), _calendar, new StorageHealth(_time),
            isInCluster: false, mark: null, metrics: null, NullLogger<LivenessRecorder>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _recorder.DisposeAsync();
        await _database.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task What_is_stored_is_known_from_the_start_but_not_for_ever()
    {
        await _store.AddAsync(Minutes(-60, -50), Cancelled);
        await _store.AddAsync(Minutes(-21 * 24 * 60, -21 * 24 * 60 + 1), Cancelled);
        await _store.CommitAsync(new("a", Start.AddMinutes(-5), IsStopped: true), null, Cancelled);
        await _recorder.StartAsync(Cancelled);
        Assert.Equal([Interval(-60, -50), Interval(-5, 0)], _calendar.Known.Intervals);

        _time.Jump(TimeSpan.FromDays(20));
        await _recorder.RecordAsync(Cancelled);
        Assert.Equal([new(Start, Start.AddDays(20))], _calendar.Known.Intervals);
    }

    [Fact]
    public async Task What_others_notice_is_known_when_it_is_stored()
    {
        var log = new OutageLog(_store, _calendar);
        await log.AppendAsync(Minutes(-10, -5), Cancelled);
        Assert.Equal([Interval(-10, -5)], _calendar.Known.Intervals);
        _database.Failure = new IOException("The disk is broken.");
        await Assert.ThrowsAsync<IOException>(() => log.AppendAsync(Minutes(-3, -2), Cancelled));
        Assert.Equal([Interval(-10, -5)], _calendar.Known.Intervals);
    }

    [Fact]
    public async Task A_process_that_stood_still_knows_it_before_it_has_recorded_it()
    {
        await _recorder.StartAsync(Cancelled);
        _time.Jump(TimeSpan.FromMinutes(2));
        Assert.Equal([Interval(0, 2)], _calendar.Known.Intervals);
        await _recorder.RecordAsync(Cancelled);
        Assert.Equal([Interval(0, 2)], _calendar.Known.Intervals);
        _time.Jump(TimeSpan.FromSeconds(15));
        Assert.Equal([Interval(0, 2)], _calendar.Known.Intervals);
    }

    [Fact]
    public async Task Storage_that_comes_back_counts_as_away_until_the_next_sign_of_life()
    {
        await _recorder.StartAsync(Cancelled);
        _database.Failure = new IOException("The disk is broken.");
        _time.Jump(TimeSpan.FromMinutes(1));
        await _recorder.RecordAsync(Cancelled);
        _database.Failure = null;
        Assert.Equal([Interval(0, 1)], _calendar.Known.Intervals);
        _time.Jump(TimeSpan.FromMinutes(1));
        await _recorder.RecordAsync(Cancelled);
        Assert.Equal([Interval(0, 2)], _calendar.Known.Intervals);
    }

    private OutageInterval Interval(int from, int to) => new(Start.AddMinutes(from), Start.AddMinutes(to));

    private Outage Minutes(int from, int to) =>
        new(Start.AddMinutes(from), Start.AddMinutes(to), OutageCause.Channel, "a", IsPlanned: false);
}
