using Actors.Server.Phones.Timelines;
using Actors.Storage.Databases;
using Actors.Storage.ReadModels;
using Actors.Storage.ReadModels.Entrants;

namespace Actors.Server.Operations;

/// <summary>What answers questions without asking grains.</summary>
public static class ReadModelHosting
{
    /// <summary>Adds the read models, and what reads them and the ledger.</summary>
    public static void AddReadModels(this IServiceCollection services)
    {
        services.AddSingleton<LatestEvents>();
        services.AddSingleton<IReadModel, EntrantReadModel>();
        services.AddSingleton<ITimeline, LedgerTimeline>();
        if (services.Any(service => service.ServiceType == typeof(Database)))
        {
            services.AddSingleton<EntrantFigures>(); // Storage in memory has no read models.
        }
    }
}
