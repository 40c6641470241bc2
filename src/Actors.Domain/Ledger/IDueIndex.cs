namespace Actors.Domain.Ledger;

/// <summary>Finds the grains that are due. It reads stored state only, so no crash can lose a grain.</summary>
public interface IDueIndex
{
    /// <summary>
    /// Reads the grains of one partition that are due at <paramref name="now"/>, by priority, then by due time.
    /// </summary>
    /// <param name="partition">The partition, from 0 to <see cref="Limits.DuePartitions"/> − 1.</param>
    /// <param name="now">The time on the programme clock.</param>
    /// <param name="limit">The maximum number of grains.</param>
    /// <param name="after">
    /// Returns only grains after this one in the order above; <c>null</c> for the first page.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, DueGrain? after = null, CancellationToken cancellationToken = default);
}

/// <summary>A grain that is due.</summary>
/// <param name="GrainType">The grain type.</param>
/// <param name="GrainKey">The grain key.</param>
/// <param name="Due">When it became due, and its priority.</param>
public readonly record struct DueGrain(string GrainType, string GrainKey, DueTime Due);
