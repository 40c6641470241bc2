using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Actors.Grains.Sweepers;
using Actors.Storage.Hosting;
using Actors.Storage.States;
using Actors.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Testing.Samples;

/// <summary>
/// Mailboxes on storage in memory, in a simulation. A server on it can be killed and another one started.
/// </summary>
public sealed class MailTown(Simulation simulation)
{
    private readonly MemoryRows _rows = new();
    private readonly Actors.Storage.Reminders.MemoryReminderTable _reminders = new();

    /// <summary>Where the test can stand in the way of letters.</summary>
    public MailRoute Route { get; } = new();

    /// <summary>Starts a server.</summary>
    /// <param name="sweeps">Whether the due index is swept.</param>
    /// <param name="rush">How many may be due at once; null: any number.</param>
    public async Task<TestSilo> StartAsync(bool sweeps = true, DueRush? rush = null)
    {
        var silo = await simulation.StartSiloAsync(builder =>
        {
            builder.Services.AddSingleton(_rows);
            builder.Services.AddSingleton(_reminders);
            builder.Services.AddSingleton(Route);
            builder.Services.AddSingleton<EffectWatch>();
            builder.Services.AddActorsStorage(new StorageOptions { Kind = StorageKind.Memory }, MailboxJson.StoredTypes());
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
    public static async Task<int> CountDueAsync(TestSilo silo, DateTimeOffset until)
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
