namespace Actors.Storage.Reminders;

/// <summary>Finds the reminders that tick, without a row per tick and without keeping them in memory.</summary>
public interface IReminderSchedule
{
    /// <summary>
    /// Every reminder with a tick later than <paramref name="after"/> and not later than <paramref name="until"/>,
    /// once.
    /// </summary>
    Task<IReadOnlyList<DueReminder>> ReadDueAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default);
}
