using System.Data.Common;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Outages;

/// <summary>
/// Stores a sign of life every <see cref="Limits.LivenessInterval"/>, more often on a scaled clock. From the gap before a
/// sign it finds when the server or its storage was not available. A server has one recorder.
/// </summary>
/// <remarks>
/// Gaps are measured by the time since the machine started, sleep included: a stopped process or a sleeping machine loses
/// it, and a wall clock that is set does not change it. After a restart of the machine only the wall clock is left. Signs
/// of life and outages carry programme time, so that they can be compared with prompts.
/// </remarks>
internal sealed partial class LivenessRecorder(
    LivenessStore store,
    string serverId,
    SteadyClock clock,
    IProgrammeTime programme,
    OutageCalendar calendar,
    StorageHealth health,
    bool isInCluster,
    MarkKeeper? mark,
    StorageMetrics? metrics,
    ILogger<LivenessRecorder> logger) : IAsyncDisposable
{
    private const string Source = "liveness";
    private const string ClockAlarm = "clock";
    private readonly CancellationTokenSource _stop = new();
    private SignOfLife _last = null!;
    private bool _hasStorageFailed;
    private SignOfLife? _stoppedAt;
    private TimeSpan _step;
    private Task _running = Task.CompletedTask;

    /// <summary>
    /// Records the time since the last sign of life as an outage, planned if the server had stopped in an orderly way, and
    /// starts to give signs of life. A scaled clock continues from where it was. When this returns, the calendar knows
    /// every outage up to now.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (await store.FindLatestAsync(cancellationToken) is { } latest)
        {
            programme.SkipTo(latest);
        }

        var sign = NextSign();
        var last = await store.FindAsync(serverId, cancellationToken);
        var outage = last is null && !isInCluster ? null
            : await OutageOfAsync(
                BeginningOf(last, sign), sign, OutageCause.Server, last?.IsStopped ?? false, cancellationToken);
        await CommitAsync(sign, outage, cancellationToken);
        await calendar.LoadAsync(store, cancellationToken);
        Note(sign);
        var timer = new PeriodicTimer(sign.Interval, clock);
        _running = RunAsync(timer);
    }

    /// <summary>
    /// Ends the signs of life because the server begins to stop: phones cannot reach it any more, although pending writes
    /// may take minutes.
    /// </summary>
    public void BeginStop() => _stoppedAt ??= NextSign();

    /// <summary>
    /// Stops in an orderly way: the time from <see cref="BeginStop"/> to the next start is a planned outage. It has its own
    /// time limit, because other services may have used up the shutdown time of the host.
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
            return; // Disposed during the stop.
        }

        await _running;
        try
        {
            using var limit = new CancellationTokenSource(Limits.LastSignOfLife, clock);
            await CommitAsync(_stoppedAt!, null, limit.Token, isStopped: true);
        }
        catch (Exception exception) when (IsOfStorage(exception) || exception is OperationCanceledException)
        {
            // The server stops anyway; the next start records the gap as an unplanned outage.
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

    /// <summary>Stores one sign of life. Reports a failure to health and does not throw it.</summary>
    internal async Task RecordAsync(CancellationToken cancellationToken)
    {
        CompareClocks();
        var sign = NextSign();
        var cause = _hasStorageFailed ? OutageCause.Storage : OutageCause.Server;
        try
        {
            var outage = _last.IsOverdue(sign.SinceBoot, programme.Speed)
                ? await OutageOfAsync(_last.At, sign, cause, isPlanned: false, cancellationToken)
                : null;
            await CommitAsync(sign, outage, cancellationToken);
            if (outage is not null)
            {
                calendar.Add(outage);
            }

            if (isInCluster)
            {
                await calendar.LoadAsync(store, cancellationToken); // Other servers record outages too.
            }

            Note(sign);
            // A commit that took too long is an outage of storage, which the next sign of life records.
            _hasStorageFailed = sign.IsOverdue(clock.SinceBoot, programme.Speed);
            if (health.ReportSuccess(Source))
            {
                LogWorks();
            }
        }
        catch (Exception exception) when (IsOfStorage(exception) || !cancellationToken.IsCancellationRequested)
        {
            // Any exception: without further signs of life all later time would count as an outage and excuse every miss.
            _hasStorageFailed = true;
            if (health.ReportFailure(Source, "Signs of life cannot be stored."))
            {
                LogFailed(exception); // Once: the log must not grow with each attempt. The meter counts them.
            }
        }
    }

    private async Task CommitAsync(
        SignOfLife sign, Outage? outage, CancellationToken cancellationToken, bool isStopped = false)
    {
        var stored = new LivenessMark(serverId, sign.At, isStopped) { BootId = clock.BootId, SinceBoot = sign.SinceBoot };
        var signs = await store.CommitAsync(stored, outage, cancellationToken);
        mark?.NoteSign(signs, isStopped);
    }

    /// <summary>
    /// When the gap before the first sign of life began. On the same start of the machine its length is known exactly. If
    /// the wall clock was set back meanwhile, the gap is as long as it was, and ends now. If it was set forward, the hours
    /// that it skipped are part of the gap: no person had them to answer.
    /// </summary>
    private DateTimeOffset? BeginningOf(LivenessMark? last, SignOfLife sign)
    {
        if (last?.BootId is null || last.BootId != clock.BootId || programme.IsMadeUp || sign.SinceBoot < last.SinceBoot)
        {
            return last?.SeenAt;
        }

        var length = sign.SinceBoot - last.SinceBoot;
        var step = sign.At - last.SeenAt - length;
        if (step.Duration() <= Limits.LargestClockStep)
        {
            return last.SeenAt;
        }

        ReportStep(step, "while this server was stopped; it goes on by the new time");
        return step > TimeSpan.Zero ? last.SeenAt : sign.At - length;
    }

    /// <summary>
    /// Raises an alarm when the wall clock was set while the server runs, and takes it back when it is right again.
    /// </summary>
    private void CompareClocks()
    {
        var step = clock.Follow();
        if ((step - _step).Duration() > Limits.LargestClockStep)
        {
            if (step == TimeSpan.Zero)
            {
                health.Clear(ClockAlarm);
                metrics?.ClockStep(step);
                LogClockRight();
            }
            else
            {
                ReportStep(step, "while this server runs; deadlines go on by the former time");
            }

            _step = step;
        }
    }

    private void ReportStep(TimeSpan step, string when)
    {
        var direction = step > TimeSpan.Zero ? "forward" : "back";
        var length = TimeSpan.FromSeconds(Math.Round(step.Duration().TotalSeconds));
        health.Raise(ClockAlarm, $"The clock of this machine was set {direction} by {length:c} {when}.");
        metrics?.ClockStep(step);
        LogClockSet(direction, length, when);
    }

    private static bool IsOfStorage(Exception exception) =>
        exception is DbException or TimeoutException or IOException or FencedOffException;

    /// <summary>
    /// The outage that ends with a sign of life. In a cluster it is the time in which no server gave a sign of life: the
    /// death of one excuses no person, because the others served them.
    /// </summary>
    /// <returns><c>null</c> if no programme time has passed, or another server was there.</returns>
    private async Task<Outage?> OutageOfAsync(
        DateTimeOffset? from, SignOfLife sign, OutageCause cause, bool isPlanned, CancellationToken cancellationToken)
    {
        if (isInCluster)
        {
            var others = await store.FindOthersAsync(serverId, cancellationToken);
            from = others > from || from is null ? others : from;
            if (sign.At - from <= Limits.LivenessGap * Math.Max(1, programme.Speed))
            {
                return null;
            }
        }

        return from < sign.At ? new Outage(from.Value, sign.At, cause, serverId, isPlanned) : null;
    }

    /// <summary>
    /// On a scaled clock a few real seconds can be hours of programme time, and its speed can change before the next sign.
    /// </summary>
    private SignOfLife NextSign() => new(
        programme.Now, clock.SinceBoot,
        programme.IsMadeUp ? Limits.ShortestLivenessInterval : Limits.LivenessInterval);

    private void Note(SignOfLife sign)
    {
        _last = sign;
        calendar.Note(sign);
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

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The clock of this machine was set {Direction} by {Step} {When}. Set it right, or restart the server to take "
            + "the new time: docs/runbooks/clock-step.md.")]
    private partial void LogClockSet(string direction, TimeSpan step, string when);

    [LoggerMessage(Level = LogLevel.Information, Message = "The clock of this machine is right again.")]
    private partial void LogClockRight();

    [LoggerMessage(Level = LogLevel.Information, Message = "Signs of life are stored again.")]
    private partial void LogWorks();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Cannot store a sign of life. The time until the next stored one counts as an outage.")]
    private partial void LogFailed(Exception exception);
}
