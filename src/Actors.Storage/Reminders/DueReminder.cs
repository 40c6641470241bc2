namespace Actors.Storage.Reminders;

/// <summary>A reminder that ticks in an interval.</summary>
/// <param name="Entry">The reminder.</param>
/// <param name="TickAt">Its last tick in the interval; earlier ones in the same interval are skipped.</param>
public sealed record DueReminder(ReminderEntry Entry, DateTimeOffset TickAt);
