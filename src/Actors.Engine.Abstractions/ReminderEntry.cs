namespace Orleans;

/// <summary>One stored reminder.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>Who is reminded.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>Its name among the reminders of the grain.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = "";

    /// <summary>When the first tick is due, UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>Time from tick to tick.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The version in storage.</summary>
    [Id(4)]
    public string? ETag { get; set; }
}
