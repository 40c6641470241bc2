using Actors.Domain.Calls;

namespace Actors.Privacy.Evidence;

/// <summary>Stores sealed stills.</summary>
internal interface ICallStillTable
{
    /// <summary>Stores stills in one transaction. Existing stills do not change.</summary>
    /// <returns>The number of new stills.</returns>
    Task<int> InsertAsync(IReadOnlyCollection<StoredCallStill> stills, CancellationToken cancellationToken);

    /// <summary>Reads the stills of an owner that expire after a moment, by number.</summary>
    Task<IReadOnlyList<StoredCallStill>> ReadAsync(
        CallStillOwner owner, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes stills that have expired by a moment, oldest expiry first.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="limit">The largest number to delete.</param>
    /// <param name="cancellationToken">Cancels the call; stills may have been deleted anyway.</param>
    /// <returns>The number of deleted stills.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Counts the stills that have expired by a moment.</summary>
    Task<long> CountExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
