using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Privacy.Evidence;

/// <summary>
/// Deletes stills that have expired by programme time, every <see cref="Limits.StillInterval"/> of real time. It retries
/// failures at the next interval.
/// </summary>
internal sealed partial class CallStillSweep(
    CallStillTable table,
    TimeProvider programmeClock,
    TimeProvider wallClock,
    CallStillMeters meters,
    ILogger<CallStillSweep> logger) : BackgroundService
{
    /// <summary>Deletes all expired stills in small transactions and reports how many are left.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = programmeClock.GetUtcNow();
        await TryAsync(
            async () =>
            {
                int deleted;
                do
                {
                    deleted = await table.DeleteExpiredAsync(now, Limits.ExpiredStills, cancellationToken);
                    meters.CountDeleted(deleted);
                }
                while (deleted == Limits.ExpiredStills);
            },
            cancellationToken);
        await TryAsync(
            async () => meters.ReportOverdue(await table.CountExpiredAsync(now, cancellationToken)), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.StillInterval, wallClock);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // Any exception: the sweep must go on, because pictures of people must be deleted.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot delete expired stills of calls; retrying at the next interval.")]
    private partial void LogFailed(Exception exception);
}
