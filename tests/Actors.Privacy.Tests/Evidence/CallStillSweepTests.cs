using System.Diagnostics.Metrics;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Privacy.Evidence;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Privacy.Tests.Evidence;

/// <summary>Expired stills go, on the clock of the programme, whatever happens meanwhile.</summary>
public sealed class CallStillSweepTests : IAsyncLifetime
{
    private readonly TestTimeProvider _programme = new();
    private readonly TestTimeProvider _wall = new();
    private readonly SqliteSource _source = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<long> _deletions = [];
    private long _overdue;
    private UnreliableDatabase _database = null!;
    private CallStillTable _table = null!;
    private CallStillSweep _sweep = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await _source.CreateMigratedAsync();
        _database = new UnreliableDatabase(database);
        _table = new CallStillTable(database);
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CallStillMeters.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.IsObservable)
            {
                _overdue = value;
            }
            else if (value > 0)
            {
                _deletions.Add(value);
            }
        });
        _listener.Start();
        _sweep = new(new CallStillTable(_database), _programme, _wall, new(factory), NullLogger<CallStillSweep>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _sweep.Dispose();
        _listener.Dispose();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task All_that_has_expired_goes_in_small_transactions()
    {
        await InsertAsync(count: 250, TimeSpan.FromDays(7));
        await InsertAsync(count: 3, TimeSpan.FromDays(8));
        _programme.Advance(TimeSpan.FromDays(7));

        await _sweep.SweepAsync(Cancelled);

        Assert.Equal([100, 100, 50], _deletions);
        Assert.Equal(3, await _table.CountExpiredAsync(DateTimeOffset.MaxValue, Cancelled));
        Assert.Equal((250, 0), Exported());
    }

    [Fact]
    public async Task What_could_not_be_deleted_is_overdue_and_tried_again_at_the_next_tick()
    {
        await InsertAsync(count: 5, TimeSpan.FromDays(7));
        var swept = NextSweepAsync();
        await _sweep.StartAsync(Cancelled);
        await swept.WaitAsync(Cancelled);

        _programme.Advance(TimeSpan.FromDays(7));
        _database.Failure = new InvalidOperationException("An unforeseen error.");
        swept = NextSweepAsync();
        _wall.Advance(Limits.StillInterval);
        await swept.WaitAsync(Cancelled);
        Assert.Equal(5, await CountExpiredAsync());

        _database.Failure = null;
        swept = NextSweepAsync();
        _wall.Advance(Limits.StillInterval);
        await swept.WaitAsync(Cancelled);
        Assert.Equal(0, await CountExpiredAsync());
        await _sweep.StopAsync(Cancelled);
        Assert.Equal((5, 0), Exported());
    }

    [Fact]
    public async Task What_is_overdue_is_told()
    {
        await InsertAsync(count: 5, TimeSpan.FromDays(7));
        _programme.Advance(TimeSpan.FromDays(7));
        _database.Failure = new TimeoutException();
        await _sweep.SweepAsync(Cancelled);
        Assert.Equal((0, 5), Exported());
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to()
    {
        var swept = NextSweepAsync();
        await _sweep.StartAsync(Cancelled);
        await swept.WaitAsync(Cancelled);
        await _sweep.StopAsync(Cancelled);
        Assert.True(_sweep.ExecuteTask!.IsCompleted);
    }

    private (long Deleted, long Overdue) Exported()
    {
        _listener.RecordObservableInstruments();
        return (_deletions.Sum(), _overdue);
    }

    /// <summary>A sweep of less than a full transaction closes two connections: for the deletion and for the count.</summary>
    private Task NextSweepAsync() => _database.NextCloseAsync(count: 2);

    private Task<long> CountExpiredAsync() => _table.CountExpiredAsync(_programme.GetUtcNow(), Cancelled);

    private async Task InsertAsync(int count, TimeSpan lifetime)
    {
        var now = _programme.GetUtcNow();
        var rows = Enumerable.Range(0, count).Select(_ => new StoredCallStill(
            new CallStillOwner(RecordId.New(), "call", EntrantId.New()), 0, now, now + lifetime, Sealed.FromBytes([1, 2, 3])));
        await _table.InsertAsync([.. rows], Cancelled);
    }
}
