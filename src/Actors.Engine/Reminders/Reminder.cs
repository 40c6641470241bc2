namespace Actors.Engine.Reminders;

/// <summary>A registered reminder as a grain holds it.</summary>
internal sealed record Reminder(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
