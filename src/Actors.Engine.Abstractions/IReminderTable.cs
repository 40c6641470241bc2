namespace Orleans;

/// <summary>Where reminders are stored.</summary>
public interface IReminderTable
{
    /// <summary>Makes the table ready.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of one grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The reminders whose grain's uniform hash h lies in (begin, end]; when begin ≥ end the range wraps around: h &gt;
    /// begin or h ≤ end. Equal bounds mean all.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Stores a reminder whatever stood there before; returns its new version.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder if its version is still <paramref name="eTag"/>; says whether it did.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes everything. For tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>Lets go of what <see cref="StartAsync"/> took.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
