namespace Actors.Engine.Reminders;

/// <summary>A reminder table that can say which reminders tick soon without reading them all.</summary>
internal interface IReminderWindow
{
    /// <summary>The reminders with a tick in (from, to], UTC.</summary>
    Task<IReadOnlyList<ReminderEntry>> ReadDueAsync(DateTime from, DateTime to);
}
