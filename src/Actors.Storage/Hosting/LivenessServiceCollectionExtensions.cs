using Actors.Domain.Outages;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Hosting;

/// <summary>Puts signs of life and outages into the container.</summary>
internal static class LivenessServiceCollectionExtensions
{
    /// <summary>
    /// Adds the recorder, the log and the calendar of outages. They stamp by an <see cref="IProgrammeTime"/> in the
    /// container, else by the clock of grains, else by the common one.
    /// </summary>
    public static void AddLiveness(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton<IProgrammeTime>(static provider => new RealProgrammeTime(
            provider.GetKeyedService<TimeProvider>(TimeProviderNames.Grains) ?? provider.GetRequiredService<TimeProvider>()));
        if (options.Kind == StorageKind.Memory)
        {
            services.TryAddSingleton<MemoryLivenessStore>();
            services.AddSingleton<ILivenessStore>(provider => provider.GetRequiredService<MemoryLivenessStore>());
            services.AddSingleton(provider => NewCalendar(provider, provider.GetRequiredService<MemoryLivenessStore>().Outages));
        }
        else
        {
            services.AddSingleton<ILivenessStore, SqlLivenessStore>();
            services.AddSingleton(static provider => NewCalendar(provider, [])); // The recorder fills it when it starts.
        }

        services.AddSingleton<IOutageCalendar>(provider => provider.GetRequiredService<OutageCalendar>());
        services.AddSingleton(provider => new OutageLog(
            provider.GetRequiredService<ILivenessStore>(), provider.GetRequiredService<OutageCalendar>()));
        services.AddSingleton(provider => new LivenessRecorder(
            provider.GetRequiredService<ILivenessStore>(),
            options.ServerId,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IProgrammeTime>(),
            provider.GetRequiredService<OutageCalendar>(),
            provider.GetRequiredService<StorageHealth>(),
            isInCluster: !options.IsSingleWriter,
            provider.GetRequiredService<ILogger<LivenessRecorder>>()));
    }

    private static OutageCalendar NewCalendar(IServiceProvider provider, IEnumerable<Outage> stored) =>
        new(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IProgrammeTime>(), stored);
}
