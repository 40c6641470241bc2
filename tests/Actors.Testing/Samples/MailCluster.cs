using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Actors.Grains.Scheduling;
using Actors.Testing.Clusters;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Testing.Samples;

/// <summary>
/// Mailboxes in a cluster. A server on it can be killed and another one started.
/// </summary>
public sealed class MailCluster(GrainCluster cluster)
{
    /// <summary>Where the test can stand in the way of letters.</summary>
    public MailRoute Route { get; } = new();

    /// <summary>Starts a server.</summary>
    /// <param name="sweeps">Whether the due index is swept.</param>
    /// <param name="rush">How many may be due at once; null: any number.</param>
    public async Task<GrainServer> StartAsync(bool sweeps = true, DueTimerThrottle? rush = null)
    {
        var silo = await cluster.StartAsync(MailboxJson.StoredTypes(), builder =>
        {
            builder.Services.AddSingleton(Route);
            builder.Services.Configure<SweeperOptions>(options => options.Period = TimeSpan.FromMinutes(1));
            builder.Services.AddSingleton<EffectWatch>();
            if (rush is not null)
            {
                builder.Services.AddSingleton(rush);
            }
        });
        if (sweeps)
        {
            for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
            {
                await silo.Grains.GetGrain<ISweeperGrain>(partition).StartAsync();
            }
        }

        return silo;
    }

    /// <summary>How many grains the due index holds up to a time.</summary>
    public static async Task<int> CountDueAsync(GrainServer silo, DateTimeOffset until)
    {
        var index = silo.Services.GetRequiredService<IDueIndex>();
        var count = 0;
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            count += (await index.ReadDueAsync(partition, until, int.MaxValue)).Count;
        }

        return count;
    }
}
