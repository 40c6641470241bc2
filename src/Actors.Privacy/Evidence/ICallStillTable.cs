using Actors.Domain.Calls;

namespace Actors.Privacy.Evidence;

/// <summary>Keeps sealed stills: in a database, or in memory for simulations.</summary>
internal interface ICallStillTable
{
    /// <summary>Stores stills in one transaction; those that are there stay as they are.</summary>
    /// <returns>How many were not there.</returns>
    Task<int> InsertAsync(IReadOnlyCollection<StoredCallStill> stills, CancellationToken cancellationToken);

    /// <summary>The stills of an owner that expire after a moment, by number.</summary>
    Task<IReadOnlyList<StoredCallStill>> ReadAsync(
        CallStillOwner owner, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes stills that have expired by a moment, those first that expired first.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up; they may have been deleted.</param>
    /// <returns>How many it deleted.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>How many have expired by a moment and are still there.</summary>
    Task<long> CountExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
