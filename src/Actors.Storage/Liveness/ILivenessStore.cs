namespace Actors.Storage.Liveness;

/// <summary>Keeps signs of life and outages: in memory or in a database.</summary>
internal interface ILivenessStore
{
    /// <summary>The last sign of life of a server; null: it never gave one.</summary>
    Task<LivenessMark?> FindAsync(string serverId, CancellationToken cancellationToken);

    /// <summary>When the newest sign of life of another server was given; <c>null</c> if there was none.</summary>
    Task<DateTimeOffset?> FindOthersAsync(string serverId, CancellationToken cancellationToken);

    /// <summary>
    /// The latest programme time that any server is known to have shown: by a sign of life or in the ledger. Null: none.
    /// </summary>
    Task<DateTimeOffset?> FindLatestAsync(CancellationToken cancellationToken);

    /// <summary>Stores a sign of life, and the outage that it ends, if any, in one transaction.</summary>
    Task CommitAsync(LivenessMark mark, Outage? outage, CancellationToken cancellationToken);

    /// <summary>Stores an outage.</summary>
    Task AddAsync(Outage outage, CancellationToken cancellationToken);

    /// <summary>The outages that overlap (after, until), in the order in which they began.</summary>
    Task<IReadOnlyList<Outage>> ReadAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken);
}
