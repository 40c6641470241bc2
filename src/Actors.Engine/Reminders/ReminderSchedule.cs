namespace Actors.Engine.Reminders;

/// <summary>When a reminder ticks: at its start and then every period, whatever happened in between.</summary>
internal static class ReminderSchedule
{
    /// <summary>The first tick later than <paramref name="after"/>. Ticks up to then that nobody sent are skipped.</summary>
    public static DateTime NextTick(ReminderEntry reminder, DateTime after)
    {
        if (after < reminder.StartAt)
        {
            return reminder.StartAt;
        }

        var passed = ((after - reminder.StartAt).Ticks / reminder.Period.Ticks) + 1;
        return reminder.StartAt + (reminder.Period * passed);
    }
}
