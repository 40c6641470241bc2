using Actors.Domain.Programmes;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Outages;

/// <summary>Registers signs of life and outages.</summary>
internal static class OutageServiceCollectionExtensions
{
    /// <summary>
    /// Adds the recorder, the log and the calendar of outages. Their time is the registered <see cref="IProgrammeTime"/>,
    /// else the clock of grains, else the registered <see cref="TimeProvider"/> without its steps.
    /// </summary>
    public static void AddOutages(this IServiceCollection services, string serverId, bool isInCluster)
    {
        services.TryAddSingleton(provider => new SteadyClock(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IProgrammeTime>(provider => new RealProgrammeTime(
            provider.GetKeyedService<TimeProvider>(TimeProviderNames.Grains) ?? provider.GetRequiredService<SteadyClock>()));
        services.AddSingleton<LivenessStore>();
        services.AddSingleton(provider => new OutageCalendar(
            provider.GetRequiredService<SteadyClock>(), provider.GetRequiredService<IProgrammeTime>()));
        services.AddSingleton<IOutageCalendar>(provider => provider.GetRequiredService<OutageCalendar>());
        services.AddSingleton(provider => new OutageLog(
            provider.GetRequiredService<LivenessStore>(), provider.GetRequiredService<OutageCalendar>()));
        services.AddSingleton(provider => new LivenessRecorder(
            provider.GetRequiredService<LivenessStore>(),
            serverId,
            provider.GetRequiredService<SteadyClock>(),
            provider.GetRequiredService<IProgrammeTime>(),
            provider.GetRequiredService<OutageCalendar>(),
            provider.GetRequiredService<StorageHealth>(),
            isInCluster,
            provider.GetRequiredService<MarkKeeper>(),
            provider.GetRequiredService<StorageMetrics>(),
            provider.GetRequiredService<ILogger<LivenessRecorder>>()));
    }
}
