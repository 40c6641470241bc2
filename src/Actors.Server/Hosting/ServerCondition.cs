using Actors.Domain.Programmes;
using Actors.Grains.Ledger;
using Actors.Storage.Health;
using Actors.Storage.Outages;

namespace Actors.Server.Hosting;

/// <summary>How the server is, as the board and the status page both show it.</summary>
/// <param name="Storage">The state of storage.</param>
/// <param name="Alarms">What an operator must look at.</param>
/// <param name="CorruptRows">Corrupt rows found since the start.</param>
/// <param name="StuckEffects">Effects that keep failing.</param>
/// <param name="GrainsAwake">Grains in memory, on all servers.</param>
/// <param name="Outages">
/// The outages of the last seven days of programme time; the last known ones while storage cannot be read.
/// </param>
internal sealed record ServerCondition(
    StorageStatus Storage, IReadOnlyCollection<string> Alarms, int CorruptRows, int StuckEffects, int GrainsAwake,
    IReadOnlyList<OutageInterval> Outages)
{
    /// <summary>Whether no operator need look.</summary>
    public bool IsWell =>
        Storage.State == StorageState.Available && Alarms.Count == 0 && CorruptRows == 0 && StuckEffects == 0;

    /// <summary><see cref="IsWell"/> in words.</summary>
    public string Words => IsWell ? "running" : "in trouble";
}

/// <summary>Reads how the server is.</summary>
internal sealed class ConditionReader(
    StorageHealth health, EffectWatch effects, OutageLog outages, GrainsAwake grainsAwake, IProgrammeTime time)
{
    private static readonly TimeSpan OutagesShown = TimeSpan.FromDays(7);

    private IReadOnlyList<OutageInterval> _outages = [];

    /// <summary>Reads it now.</summary>
    public async Task<ServerCondition> ReadAsync(CancellationToken cancellationToken)
    {
        var (now, storage) = (time.Now, health.Status);
        if (storage.State == StorageState.Available)
        {
            _outages = await outages.ReadAsync(now - OutagesShown, now, cancellationToken);
        }

        return new(
            storage, health.Alarms, health.CorruptRecords.Count, effects.Stuck.Count,
            await grainsAwake.CountAsync(cancellationToken), _outages);
    }
}
