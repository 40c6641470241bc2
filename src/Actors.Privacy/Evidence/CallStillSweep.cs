using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Privacy.Evidence;

/// <summary>
/// Deletes stills that have expired by the clock of the programme. It looks every <see cref="Limits.StillInterval"/> of real
/// time; what could not be deleted is tried again.
/// </summary>
internal sealed partial class CallStillSweep(
    ICallStillTable table,
    TimeProvider programmeClock,
    TimeProvider wallClock,
    CallStillMeters meters,
    ILogger<CallStillSweep> logger) : BackgroundService
{
    /// <summary>Deletes all that has expired, in small transactions, and notes what is left.</summary>
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
            // Whatever it is: pictures of people must not stay because the sweep has ended.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired stills of calls could not be deleted; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
