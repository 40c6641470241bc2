using Actors.Domain.Calls;
using Actors.Domain.Protection;
using Actors.Storage.Access;
using Actors.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Evidence;

/// <summary>
/// Registers the stills of calls. They expire by the clock of grains, or by the common one where there is no other.
/// </summary>
internal static class CallStillServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ICallStills"/> and <see cref="CallStillReader"/> on the registered <see cref="Database"/>, or on the
    /// registered <see cref="MemoryCallStillTable"/>, record keys and access log.
    /// </summary>
    public static void AddCallStills(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<CallStillMeters>();
        services.TryAddSingleton<ICallStills>(provider => new CallStills(
            Table(provider),
            provider.GetRequiredService<IRecordKeys>(),
            ProgrammeClock(provider),
            provider.GetRequiredService<CallStillMeters>()));
        services.TryAddSingleton(provider => new CallStillReader(
            Table(provider), provider.GetRequiredService<PrivilegedReader>(), ProgrammeClock(provider)));
    }

    /// <summary>Adds what deletes expired stills of the registered database. Add it after what makes the tables.</summary>
    public static void AddCallStillSweep(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<CallStillMeters>();
        services.AddHostedService(provider => new CallStillSweep(
            Table(provider),
            ProgrammeClock(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CallStillMeters>(),
            provider.GetRequiredService<ILogger<CallStillSweep>>()));
    }

    private static ICallStillTable Table(IServiceProvider provider) =>
        provider.GetService<Database>() is { } database
            ? new SqlCallStillTable(database)
            : provider.GetRequiredService<MemoryCallStillTable>();

    private static TimeProvider ProgrammeClock(IServiceProvider provider) =>
        provider.GetKeyedService<TimeProvider>(TimeProviderNames.Grains) ?? provider.GetRequiredService<TimeProvider>();
}
