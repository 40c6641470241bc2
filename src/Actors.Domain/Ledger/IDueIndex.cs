namespace Actors.Domain.Ledger;

/// <summary>Finds the grains that are due, from stored state alone: nothing in memory can make it forget one.</summary>
public interface IDueIndex
{
    /// <summary>
    /// The grains of one partition that are due at <paramref name="now"/>, most urgent first, then longest due first.
    /// </summary>
    /// <param name="partition">From 0 to <see cref="Limits.DuePartitions"/> − 1.</param>
    /// <param name="now">The programme clock.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="after">Only those that come after this one in the order above; null: from the front.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, DueGrain? after = null, CancellationToken cancellationToken = default);
}
