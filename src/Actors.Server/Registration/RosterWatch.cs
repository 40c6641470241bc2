using Actors.Grains.Registration;
using Actors.Registration.Matches;

namespace Actors.Server.Registration;

/// <summary>
/// Tells registrations that the roster knows other things of them now, and has mails sent to those who are missing. Each server
/// does it; doing it twice is harmless.
/// </summary>
internal sealed partial class RosterWatch(
    Matcher matcher, RosterMails mails, IGrainFactory grains, TimeProvider wall, ILogger<RosterWatch> log) : BackgroundService
{
    private const int MaxParallel = 64;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

    /// <summary>Tells all registrations whose match has changed.</summary>
    internal async Task TellAsync(CancellationToken cancellationToken)
    {
        while (await matcher.ReadChangesAsync(Domain.Limits.RecordBatch, cancellationToken) is { Count: > 0 } changes)
        {
            await Parallel.ForEachAsync(
                changes, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
                async (change, _) =>
                    await grains.GetGrain<IRegistrationGrain>(change.Registration.ToString()).MatchAgainAsync());
            await matcher.ConfirmAsync(changes, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, wall);
        var remindedAt = wall.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellAsync(stoppingToken);
                if (wall.GetElapsedTime(remindedAt) >= ReminderInterval)
                {
                    remindedAt = wall.GetTimestamp();
                    await mails.RemindAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "Registrations could not be told of a change of the roster ({Reason}); the server tries again in a moment.")]
    private partial void LogFailed(string reason);
}
