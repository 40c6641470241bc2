namespace Orleans.Hosting;

/// <summary>How reminders are loaded.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period that can be registered.</summary>
    /// <value>One minute.</value>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often reminders that will soon be due are read from the table.</summary>
    /// <value>Five minutes.</value>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);
}
