using System.Data.Common;
using Actors.Storage.Fencing;
using Actors.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Liveness;

/// <summary>
/// Gives a sign of life every <see cref="Limits.LivenessInterval"/>, more often where time runs fast, and finds, from the
/// silence before it, when the server or its storage was not there. The recorder of one server runs once.
/// </summary>
/// <remarks>
/// The wall clock tells that there was a silence: a stopped process or a machine that slept concerns real time. Signs of
/// life and outages bear the programme time, so that they can be laid beside prompts.
/// </remarks>
public sealed partial class LivenessRecorder : IAsyncDisposable
{
    private const string Source = "liveness";
    private readonly ILivenessStore _store;
    private readonly string _serverId;
    private readonly TimeProvider _wall;
    private readonly IProgrammeTime _programme;
    private readonly StorageHealth _health;
    private readonly ILogger<LivenessRecorder> _logger;
    private readonly CancellationTokenSource _stop = new();
    private DateTimeOffset _lastSeen;
    private DateTimeOffset _lastSeenByWall;
    private TimeSpan _interval = Limits.LivenessInterval;
    private bool _hasStorageFailed;
    private Task _running = Task.CompletedTask;

    internal LivenessRecorder(
        ILivenessStore store,
        string serverId,
        TimeProvider wall,
        IProgrammeTime programme,
        StorageHealth health,
        ILogger<LivenessRecorder> logger)
    {
        _store = store;
        _serverId = serverId;
        _wall = wall;
        _programme = programme;
        _health = health;
        _logger = logger;
    }

    /// <summary>
    /// Records the time since the last sign of life as an outage, planned when that one was a stop in good order, and
    /// begins to give signs of life. Programme time that is made up goes on from where it was.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (await _store.FindLatestAsync(cancellationToken) is { } latest)
        {
            _programme.SkipTo(latest);
        }

        var (now, byWall) = (_programme.Now, _wall.GetUtcNow());
        var last = await _store.FindAsync(_serverId, cancellationToken);
        var outage = last is not null
            ? OutageOf(last.SeenAt, now, OutageCause.Server, last.IsStopped)
            : null;
        await _store.CommitAsync(new LivenessMark(_serverId, now, IsStopped: false), outage, cancellationToken);
        (_lastSeen, _lastSeenByWall) = (now, byWall);
        _interval = NextInterval();
        var timer = new PeriodicTimer(_interval, _wall);
        _running = RunAsync(timer);
    }

    /// <summary>Stops in good order: what follows until the next start is a planned outage.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            return; // Let go while it was being stopped.
        }

        await _running;
        try
        {
            await _store.CommitAsync(new LivenessMark(_serverId, _programme.Now, IsStopped: true), null, cancellationToken);
        }
        catch (Exception exception) when (IsOfStorage(exception))
        {
            // The server stops all the same; the next start takes the gap for an outage that nobody planned.
            LogFailed(exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    /// <summary>Gives one sign of life; a failure is remembered and reported, not thrown.</summary>
    internal async Task RecordAsync(CancellationToken cancellationToken)
    {
        var (now, byWall) = (_programme.Now, _wall.GetUtcNow());
        var cause = _hasStorageFailed ? OutageCause.Storage : OutageCause.Server;
        var outage = IsLate(byWall - _lastSeenByWall) ? OutageOf(_lastSeen, now, cause, isPlanned: false) : null;
        try
        {
            await _store.CommitAsync(new LivenessMark(_serverId, now, IsStopped: false), outage, cancellationToken);
            (_lastSeen, _lastSeenByWall) = (now, byWall);
            // A commit that took that long is an outage of storage, which the next sign of life will see.
            _hasStorageFailed = IsLate(_wall.GetUtcNow() - byWall);
            _health.ReportSuccess(Source);
        }
        catch (Exception exception) when (IsOfStorage(exception))
        {
            _hasStorageFailed = true;
            _health.ReportFailure(Source, "Signs of life cannot be stored.");
            LogFailed(exception);
        }
    }

    private static bool IsOfStorage(Exception exception) =>
        exception is DbException or TimeoutException or IOException or FencedOffException;

    /// <summary>Whether signs of life that far apart, on the wall clock, had an outage between them.</summary>
    private bool IsLate(TimeSpan silence) => silence > Limits.LivenessGap * (_interval / Limits.LivenessInterval);

    /// <summary>Null: no programme time has passed, so nobody can have missed anything.</summary>
    private Outage? OutageOf(DateTimeOffset from, DateTimeOffset to, OutageCause cause, bool isPlanned) =>
        from < to ? new Outage(from, to, cause, _serverId, isPlanned) : null;

    /// <summary>Where time runs fast, a few seconds without a sign of life would be hours of the programme.</summary>
    private TimeSpan NextInterval()
    {
        var interval = Limits.LivenessInterval / Math.Max(1, _programme.Speed);
        return interval > Limits.ShortestLivenessInterval ? interval : Limits.ShortestLivenessInterval;
    }

    private async Task RunAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(_stop.Token))
                {
                    await RecordAsync(_stop.Token);
                    timer.Period = _interval = NextInterval();
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Stopped.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign of life could not be stored.")]
    private partial void LogFailed(Exception exception);
}
