namespace Orleans;

/// <summary>A grain that has reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>
    /// A reminder ticks. Ticks that were due while no process ran are skipped: what must not be lost is kept in state.
    /// </summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
