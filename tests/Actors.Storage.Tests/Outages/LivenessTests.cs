using Actors.Domain.Programmes;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.Outages;

/// <summary>What is known of outages, on every store.</summary>
public abstract class LivenessTests(IDatabaseSource source) : IAsyncLifetime
{
    private readonly TestTimeProvider _time = new();
    private UnreliableDatabase _database = null!;
    private LivenessStore _store = null!;
    private StorageHealth _health = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Start { get; } = new TestTimeProvider().GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _database = new UnreliableDatabase(await source.CreateMigratedAsync());
        _store = new LivenessStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task The_first_start_is_no_outage()
    {
        await using var recorder = Recorder("a");
        await recorder.StartAsync(Cancelled);

        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task A_crash_is_an_outage_from_the_last_sign_of_life_to_the_next_start()
    {
        await using (var first = Recorder("a"))
        {
            await first.StartAsync(Cancelled);
            await TickAsync(times: 2);
        }

        _time.Advance(TimeSpan.FromMinutes(3));
        await using var second = Recorder("a");
        await second.StartAsync(Cancelled);

        Assert.Equal(
            [new Outage(Start.AddSeconds(10), Start.AddSeconds(190), OutageCause.Server, "a", IsPlanned: false)],
            await ReadAllAsync());
    }

    [Fact]
    public async Task A_stop_in_good_order_is_an_outage_that_was_planned()
    {
        await using (var first = Recorder("a"))
        {
            await first.StartAsync(Cancelled);
            _time.Advance(TimeSpan.FromSeconds(2));
            await first.StopAsync();
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await using var second = Recorder("a");
        await second.StartAsync(Cancelled);

        Assert.Equal(
            [new Outage(Start.AddSeconds(2), Start.AddSeconds(62), OutageCause.Server, "a", IsPlanned: true)],
            await ReadAllAsync());
    }

    [Fact]
    public async Task Another_server_knows_nothing_of_it()
    {
        await using (var first = Recorder("a"))
        {
            await first.StartAsync(Cancelled);
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await using var second = Recorder("b");
        await second.StartAsync(Cancelled);

        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task Storage_that_failed_and_came_back_is_an_outage_of_storage()
    {
        await using var recorder = Recorder("a");
        await recorder.StartAsync(Cancelled);
        await TickAsync(times: 1);
        _database.Failure = new IOException("The disk is broken.");
        await TickAsync(times: 4);
        Assert.Equal(StorageState.Unavailable, _health.Status.State);
        _database.Failure = null;
        await TickAsync(times: 2);

        Assert.Equal(StorageState.Available, _health.Status.State);
        Assert.Equal(
            [new Outage(Start.AddSeconds(5), Start.AddSeconds(30), OutageCause.Storage, "a", IsPlanned: false)],
            await ReadAllAsync());
    }

    /// <summary>
    /// An error that was not known to be one of storage ended the signs of life for good, without a word: from then on
    /// all time was outage, every prompt was excused, and no entrant could become unreachable.
    /// </summary>
    [Fact]
    public async Task Signs_of_life_go_on_after_an_unforeseen_error()
    {
        await using var recorder = Recorder("a");
        await recorder.StartAsync(Cancelled);
        _database.Failure = new InvalidOperationException("An unforeseen error.");
        await recorder.RecordAsync(Cancelled);
        Assert.Equal(StorageState.Unavailable, _health.Status.State);

        _database.Failure = null;
        await recorder.RecordAsync(Cancelled);
        Assert.Equal(StorageState.Available, _health.Status.State);
    }

    [Fact]
    public async Task A_server_stops_even_when_its_stop_cannot_be_stored_and_that_is_an_unplanned_outage()
    {
        await using (var first = Recorder("a"))
        {
            await first.StartAsync(Cancelled);
            _database.Failure = new FencedOffException();
            await TickAsync(times: 1);
            await first.StopAsync();
        }

        _database.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        await using var second = Recorder("a");
        await second.StartAsync(Cancelled);

        Assert.Equal(
            [new Outage(Start, Start.AddSeconds(65), OutageCause.Server, "a", IsPlanned: false)],
            await ReadAllAsync());
    }

    [Fact]
    public async Task A_short_failure_is_none()
    {
        await using var recorder = Recorder("a");
        await recorder.StartAsync(Cancelled);
        _database.Failure = new IOException("The disk is broken.");
        await TickAsync(times: 1);
        _database.Failure = null;
        await TickAsync(times: 1);

        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task A_server_that_stood_still_finds_out_by_itself()
    {
        await using var recorder = Recorder("a");
        await recorder.StartAsync(Cancelled);
        _time.Jump(TimeSpan.FromMinutes(2)); // As a machine that slept: the clock went on, no timer fired on the way.
        await TickAsync(times: 1);

        Assert.Equal(
            [new Outage(Start, Start.AddSeconds(125), OutageCause.Server, "a", IsPlanned: false)], await ReadAllAsync());
    }

    [Fact]
    public async Task Overlapping_outages_become_one_interval_cut_to_what_was_asked()
    {
        var log = new OutageLog(_store, Calendar());
        foreach (var (from, to) in new[] { (0, 10), (5, 20), (20, 25), (30, 40), (32, 35), (100, 200) })
        {
            await log.AppendAsync(
                new Outage(Start.AddMinutes(from), Start.AddMinutes(to), OutageCause.Channel, "a", IsPlanned: false), Cancelled);
        }

        Assert.Equal(
            [Interval(3, 25), Interval(30, 40), Interval(100, 150)],
            await log.ReadAsync(Start.AddMinutes(3), Start.AddMinutes(150), Cancelled));
        Assert.Empty(await log.ReadAsync(Start.AddMinutes(25), Start.AddMinutes(30), Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(
            new Outage(Start, Start, OutageCause.Channel, "a", IsPlanned: false), Cancelled));
    }

    [Fact]
    public async Task The_latest_programme_time_is_that_of_any_sign_of_life_or_of_the_ledger()
    {
        Assert.Null(await _store.FindLatestAsync(Cancelled));
        await _store.CommitAsync(new("a", Start.AddMinutes(2), IsStopped: true), null, Cancelled);
        await _store.CommitAsync(new("b", Start.AddMinutes(1), IsStopped: false), null, Cancelled);
        Assert.Equal(Start.AddMinutes(2), await _store.FindLatestAsync(Cancelled));
        await AddToLedgerAsync(sequence: 1, Start.AddMinutes(4));
        await AddToLedgerAsync(sequence: 2, Start.AddMinutes(3));
        Assert.Equal(Start.AddMinutes(4), await _store.FindLatestAsync(Cancelled));
    }

    private async Task AddToLedgerAsync(long sequence, DateTimeOffset at)
    {
        await using var connection = await _database.OpenAsync(Cancelled);
        await using var command = connection.Command(
            """
            INSERT INTO ledger (grain_type, grain_key, sequence, at, kind, payload, checksum)
            VALUES ('a', 'b', @sequence, @at, 'c', @payload, 0)
            """,
            ("sequence", sequence), ("at", UnixMicroseconds.From(at)), ("payload", Array.Empty<byte>()));
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private OutageInterval Interval(int from, int to) => new(Start.AddMinutes(from), Start.AddMinutes(to));

    private LivenessRecorder Recorder(string server)
    {
        _health = new StorageHealth(_time);
        return new LivenessRecorder(
            _store, server, Clock(), new RealProgrammeTime(_time), Calendar(), _health,
            isInCluster: false, mark: null, metrics: null, NullLogger<LivenessRecorder>.Instance);
    }

    private SteadyClock Clock() => new(_time);

    private OutageCalendar Calendar() => new(Clock(), new RealProgrammeTime(_time));

    /// <summary>Moves the clock by one interval at a time and waits until the recorder has tried.</summary>
    private async Task TickAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var tried = _database.NextCloseAsync();
            _time.Advance(Limits.LivenessInterval);
            await tried.WaitAsync(Cancelled);
        }
    }

    private Task<IReadOnlyList<Outage>> ReadAllAsync() =>
        new OutageLog(_store, Calendar()).ReadAllAsync(Start.AddDays(-1), Start.AddDays(1), Cancelled);

    public sealed class OnSqlite() : LivenessTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : LivenessTests(new PostgresSource(fixture));
}
