namespace Orleans.Runtime;

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Its name among the reminders of the grain.</summary>
    string ReminderName { get; }
}
