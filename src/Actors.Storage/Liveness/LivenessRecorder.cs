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
    private readonly TimeProvider _wallClock;
    private readonly IProgrammeTime _programme;
    private readonly OutageCalendar _calendar;
    private readonly StorageHealth _health;
    private readonly ILogger<LivenessRecorder> _logger;
    private readonly bool _isInCluster;
    private readonly CancellationTokenSource _stop = new();
    private SignOfLife _last = null!;
    private bool _hasStorageFailed;
    private DateTimeOffset? _stoppedAt;
    private Task _running = Task.CompletedTask;

    internal LivenessRecorder(
        ILivenessStore store,
        string serverId,
        TimeProvider wallClock,
        IProgrammeTime programme,
        OutageCalendar calendar,
        StorageHealth health,
        bool isInCluster,
        ILogger<LivenessRecorder> logger)
    {
        _isInCluster = isInCluster;
        _store = store;
        _serverId = serverId;
        _wallClock = wallClock;
        _programme = programme;
        _calendar = calendar;
        _health = health;
        _logger = logger;
    }

    /// <summary>
    /// Records the time since the last sign of life as an outage, planned when that one was a stop in good order, and
    /// begins to give signs of life. Programme time that is made up goes on from where it was. When it returns, the
    /// calendar knows every outage up to now.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (await _store.FindLatestAsync(cancellationToken) is { } latest)
        {
            _programme.SkipTo(latest);
        }

        var sign = NextSign();
        var last = await _store.FindAsync(_serverId, cancellationToken);
        var outage = last is null && !_isInCluster ? null
            : await OutageOfAsync(last?.SeenAt, sign, OutageCause.Server, last?.IsStopped ?? false, cancellationToken);
        await _store.CommitAsync(new LivenessMark(_serverId, sign.At, IsStopped: false), outage, cancellationToken);
        await _calendar.LoadAsync(_store, cancellationToken);
        Note(sign);
        var timer = new PeriodicTimer(sign.Interval, _wallClock);
        _running = RunAsync(timer);
    }

    /// <summary>
    /// The server begins to stop: phones do not get through any more, so there are no signs of life from now on. What is
    /// still to be written may take minutes.
    /// </summary>
    public void BeginStop() => _stoppedAt ??= _programme.Now;

    /// <summary>
    /// Stops in good order: what follows the beginning of the stop, until the next start, is a planned outage. Others may have
    /// used up the time that the host gives for stopping; this takes a little of its own.
    /// </summary>
    public async Task StopAsync()
    {
        BeginStop();
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
            using var limit = new CancellationTokenSource(Limits.LastSignOfLife, _wallClock);
            await _store.CommitAsync(new LivenessMark(_serverId, _stoppedAt!.Value, IsStopped: true), null, limit.Token);
        }
        catch (Exception exception) when (IsOfStorage(exception) || exception is OperationCanceledException)
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
        var sign = NextSign();
        var cause = _hasStorageFailed ? OutageCause.Storage : OutageCause.Server;
        try
        {
            var outage = _last.IsOverdue(sign.ByWall)
                ? await OutageOfAsync(_last.At, sign, cause, isPlanned: false, cancellationToken)
                : null;
            await _store.CommitAsync(new LivenessMark(_serverId, sign.At, IsStopped: false), outage, cancellationToken);
            if (outage is not null)
            {
                _calendar.Add(outage);
            }

            if (_isInCluster)
            {
                await _calendar.LoadAsync(_store, cancellationToken); // Other servers record outages too.
            }

            Note(sign);
            // A commit that took that long is an outage of storage, which the next sign of life will see.
            _hasStorageFailed = sign.IsOverdue(_wallClock.GetUtcNow());
            _health.ReportSuccess(Source);
        }
        catch (Exception exception) when (IsOfStorage(exception) || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: if signs of life ended here, all that follows would be one outage, and nobody would be missed.
            _hasStorageFailed = true;
            _health.ReportFailure(Source, "Signs of life cannot be stored.");
            LogFailed(exception);
        }
    }

    private static bool IsOfStorage(Exception exception) =>
        exception is DbException or TimeoutException or IOException or FencedOffException;

    /// <summary>
    /// The outage that ends with a sign of life. In a cluster it is the time in which no server gave a sign of life: the death
    /// of one excuses no person, because the others served them.
    /// </summary>
    /// <returns><c>null</c> if no programme time has passed, or another server was there.</returns>
    private async Task<Outage?> OutageOfAsync(
        DateTimeOffset? from, SignOfLife sign, OutageCause cause, bool isPlanned, CancellationToken cancellationToken)
    {
        if (_isInCluster)
        {
            var others = await _store.FindOthersAsync(_serverId, cancellationToken);
            from = others > from || from is null ? others : from;
            if (sign.At - from <= Limits.LivenessGap * Math.Max(1, _programme.Speed))
            {
                return null;
            }
        }

        return from < sign.At ? new Outage(from.Value, sign.At, cause, _serverId, isPlanned) : null;
    }

    /// <summary>
    /// Where time runs fast, a few seconds without a sign of life would be hours of the programme; and where it is made up,
    /// it may run fast before the next one.
    /// </summary>
    private SignOfLife NextSign() => new(
        _programme.Now, _wallClock.GetUtcNow(),
        _programme.IsMadeUp ? Limits.ShortestLivenessInterval : Limits.LivenessInterval);

    private void Note(SignOfLife sign)
    {
        _last = sign;
        _calendar.Note(sign);
    }

    private async Task RunAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(_stop.Token) && _stoppedAt is null)
                {
                    await RecordAsync(_stop.Token);
                    timer.Period = _last.Interval;
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
