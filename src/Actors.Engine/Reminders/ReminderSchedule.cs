namespace Actors.Engine.Reminders;

/// <summary>When a reminder ticks: at its start and then every period, whatever happened in between.</summary>
internal static class ReminderSchedule
{
    /// <summary>
    /// The first tick later than <paramref name="after"/>. Ticks up to then that nobody sent are skipped.
    /// </summary>
    public static DateTime NextTick(ReminderEntry reminder, DateTime after)
    {
        if (after < reminder.StartAt)
        {
            return reminder.StartAt;
        }

        if (reminder.Period <= TimeSpan.Zero)
        {
            return DateTime.MaxValue;
        }

        // One behind the end of the calendar does not come.
        var last = after - new TimeSpan((after - reminder.StartAt).Ticks % reminder.Period.Ticks);
        return reminder.Period > DateTime.MaxValue - last ? DateTime.MaxValue : last + reminder.Period;
    }
}
