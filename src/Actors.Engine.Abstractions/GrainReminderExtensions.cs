using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace Orleans;

/// <summary>Durable reminders of a grain: they wake it even when it is not active.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder or changes the one of that name.</summary>
    /// <param name="grain">The grain to be reminded; it implements <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Its name among the reminders of the grain.</param>
    /// <param name="dueTime">Time until the first tick.</param>
    /// <param name="period">Time from tick to tick, at least one minute.</param>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        Registry(grain).RegisterOrUpdateReminder(Remindable(grain), reminderName, dueTime, period);

    /// <summary>Ends a reminder.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        Registry(grain).UnregisterReminder(grain.GetGrainId(), reminder);

    /// <summary>The reminder of that name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        Registry(grain).GetReminder(grain.GetGrainId(), reminderName);

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) =>
        Registry(grain).GetReminders(grain.GetGrainId());

    private static IReminderRegistry Registry(Grain grain) =>
        grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();

    private static GrainId Remindable(Grain grain) => grain is IRemindable
        ? grain.GetGrainId()
        : throw new InvalidOperationException($"{grain.GetType().Name} must implement IRemindable to have a reminder.");
}
