using System.Data.Common;
using Actors.Storage.Fencing;
using Actors.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Liveness;

/// <summary>
/// Gives a sign of life every <see cref="Limits.LivenessInterval"/> and finds, from the silence before it, when the
/// server or its storage was not there. The recorder of one server runs once.
/// </summary>
public sealed partial class LivenessRecorder : IAsyncDisposable
{
    private const string Source = "liveness";
    private readonly ILivenessStore _store;
    private readonly string _serverId;
    private readonly TimeProvider _time;
    private readonly StorageHealth _health;
    private readonly ILogger<LivenessRecorder> _logger;
    private readonly CancellationTokenSource _stop = new();
    private DateTimeOffset _lastSeen;
    private bool _hasStorageFailed;
    private Task _running = Task.CompletedTask;

    internal LivenessRecorder(
        ILivenessStore store, string serverId, TimeProvider time, StorageHealth health, ILogger<LivenessRecorder> logger)
    {
        _store = store;
        _serverId = serverId;
        _time = time;
        _health = health;
        _logger = logger;
    }

    /// <summary>
    /// Records the time since the last sign of life as an outage, planned when that one was a stop in good order, and
    /// begins to give signs of life.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var now = _time.GetUtcNow();
        var last = await _store.FindAsync(_serverId, cancellationToken);
        var outage = last is not null && last.SeenAt < now
            ? new Outage(last.SeenAt, now, OutageCause.Server, _serverId, last.IsStopped)
            : null;
        await _store.CommitAsync(new LivenessMark(_serverId, now, IsStopped: false), outage, cancellationToken);
        _lastSeen = now;
        var timer = new PeriodicTimer(Limits.LivenessInterval, _time);
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
            await _store.CommitAsync(new LivenessMark(_serverId, _time.GetUtcNow(), IsStopped: true), null, cancellationToken);
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
        var now = _time.GetUtcNow();
        var isLate = now - _lastSeen > Limits.LivenessGap;
        var cause = _hasStorageFailed ? OutageCause.Storage : OutageCause.Server;
        var outage = isLate ? new Outage(_lastSeen, now, cause, _serverId, IsPlanned: false) : null;
        try
        {
            await _store.CommitAsync(new LivenessMark(_serverId, now, IsStopped: false), outage, cancellationToken);
            _lastSeen = now;
            // A commit that took that long is an outage of storage, which the next sign of life will see.
            _hasStorageFailed = _time.GetUtcNow() - now > Limits.LivenessGap;
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

    private async Task RunAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            try
            {
                while (await timer.WaitForNextTickAsync(_stop.Token))
                {
                    await RecordAsync(_stop.Token);
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
