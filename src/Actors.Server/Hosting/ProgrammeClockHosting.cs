using Orleans.Reminders;

namespace Actors.Server.Hosting;

/// <summary>The clock by which people live.</summary>
internal static class ProgrammeClockHosting
{
    /// <summary>
    /// Gives grain timers, reminders and everything that asks for it the programme clock. Today it is the wall clock;
    /// it becomes another one where time is to run faster.
    /// </summary>
    public static void AddProgrammeClock(this IServiceCollection services)
    {
        services.AddKeyedSingleton(TimeProviderNames.Grains, TimeProvider.System);
        services.AddKeyedSingleton(ReminderTimeProviderNames.Reminders, TimeProvider.System);
    }
}
