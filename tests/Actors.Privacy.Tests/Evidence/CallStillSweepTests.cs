using System.Diagnostics.Metrics;
using Actors.Domain.Calls;
using Actors.Domain.Protection;
using Actors.Domain.Stays;
using Actors.Privacy.Evidence;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Privacy.Tests.Evidence;

/// <summary>Expired stills go, on the clock of the programme, whatever happens meanwhile.</summary>
public sealed class CallStillSweepTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _programme = new();
    private readonly FakeTimeProvider _wall = new();
    private readonly UnreliableStillTable _table = new(new MemoryCallStillTable());
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _exported = [];
    private readonly CallStillSweep _sweep;

    public CallStillSweepTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CallStillMeters.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            _exported[instrument.Name] =
                instrument.IsObservable ? value : _exported.GetValueOrDefault(instrument.Name) + value);
        _listener.Start();
        _sweep = new(_table, _programme, _wall, new(factory), NullLogger<CallStillSweep>.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _sweep.Dispose();
        _listener.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task All_that_has_expired_goes_in_small_transactions()
    {
        await InsertAsync(count: 250, TimeSpan.FromDays(7));
        await InsertAsync(count: 3, TimeSpan.FromDays(8));
        _programme.Advance(TimeSpan.FromDays(7));

        await _sweep.SweepAsync(Cancelled);

        Assert.Equal([100, 100, 50], _table.Deletions);
        Assert.Equal(3, await _table.CountExpiredAsync(DateTimeOffset.MaxValue, Cancelled));
        Assert.Equal((250, 0), Exported());
    }

    [Fact]
    public async Task What_could_not_be_deleted_is_overdue_and_tried_again_at_the_next_tick()
    {
        await InsertAsync(count: 5, TimeSpan.FromDays(7));
        await _sweep.StartAsync(Cancelled);
        Assert.Equal(0, await _table.NextCountAsync(Cancelled));

        _programme.Advance(TimeSpan.FromDays(7));
        _table.Failure = new InvalidOperationException("An unforeseen error.");
        _wall.Advance(Limits.StillInterval);
        Assert.Equal(5, await _table.NextCountAsync(Cancelled));

        _table.Failure = null;
        _wall.Advance(Limits.StillInterval);
        Assert.Equal(0, await _table.NextCountAsync(Cancelled));
        await _sweep.StopAsync(Cancelled);
        Assert.Equal((5, 0), Exported());
    }

    [Fact]
    public async Task What_is_overdue_is_told()
    {
        await InsertAsync(count: 5, TimeSpan.FromDays(7));
        _programme.Advance(TimeSpan.FromDays(7));
        _table.Failure = new TimeoutException();
        await _sweep.SweepAsync(Cancelled);
        Assert.Equal((0, 5), Exported());
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to()
    {
        await _sweep.StartAsync(Cancelled);
        await _table.NextCountAsync(Cancelled);
        await _sweep.StopAsync(Cancelled);
        Assert.True(_sweep.ExecuteTask!.IsCompleted);
    }

    private (long Deleted, long Overdue) Exported()
    {
        _listener.RecordObservableInstruments();
        return (
            _exported.GetValueOrDefault("actors.evidence.deleted"), _exported.GetValueOrDefault("actors.evidence.overdue"));
    }

    private async Task InsertAsync(int count, TimeSpan lifetime)
    {
        var now = _programme.GetUtcNow();
        var rows = Enumerable.Range(0, count).Select(_ => new StoredCallStill(
            new CallStillOwner(RecordId.New(), "call", EntrantId.New()), 0, now, now + lifetime, Sealed.FromBytes([1, 2, 3])));
        await _table.InsertAsync([.. rows], Cancelled);
    }
}
