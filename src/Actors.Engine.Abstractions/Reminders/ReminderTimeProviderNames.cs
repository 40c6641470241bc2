namespace Orleans.Reminders;

/// <summary>The key under which reminders look for a <see cref="TimeProvider"/> of their own.</summary>
public static class ReminderTimeProviderNames
{
    /// <summary>Reminders.</summary>
    public const string Reminders = "Orleans.Reminders";
}
