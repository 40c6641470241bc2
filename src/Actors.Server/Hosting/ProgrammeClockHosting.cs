using Actors.Grains.Scheduling;
using Actors.Storage.Outages;

namespace Actors.Server.Hosting;

/// <summary>The clock by which people live.</summary>
internal static class ProgrammeClockHosting
{
    /// <summary>
    /// Gives grain timers, reminders and everything that asks for it the programme clock: the wall clock, unless the
    /// section <c>Clock</c> makes another one of it.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
    /// The settings do not fit, or time is to be made up where real people live by it.
    /// </exception>
    public static void AddProgrammeClock(this IHostApplicationBuilder builder)
    {
        var options = ProgrammeClockOptions.Read(builder.Configuration);
        if (options.IsReal)
        {
            builder.Services.AddClock(TimeProvider.System);
            return;
        }

        var start = options.StartMoment;
        var clock = new ProgrammeClock(TimeProvider.System, start ?? TimeProvider.System.GetUtcNow(), options.Speed ?? 1);
        builder.Services.AddClock(clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IProgrammeTime>(new ScaledProgrammeTime(clock, isStartGiven: start is not null));
    }

    private static void AddClock(this IServiceCollection services, TimeProvider clock)
    {
        services.AddKeyedSingleton(TimeProviderNames.Grains, clock);
    }
}
