namespace Actors.Storage.Outages;

/// <summary>Stores signs of life and outages.</summary>
internal interface ILivenessStore
{
    /// <summary>Reads the last sign of life of a server; <c>null</c> if there is none.</summary>
    Task<LivenessMark?> FindAsync(string serverId, CancellationToken cancellationToken);

    /// <summary>When the newest sign of life of another server was given; <c>null</c> if there was none.</summary>
    Task<DateTimeOffset?> FindOthersAsync(string serverId, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the latest programme time in a sign of life or the ledger; <c>null</c> if there is none.
    /// </summary>
    Task<DateTimeOffset?> FindLatestAsync(CancellationToken cancellationToken);

    /// <summary>Stores a sign of life and, if it ends an outage, that outage, in one transaction.</summary>
    Task CommitAsync(LivenessMark mark, Outage? outage, CancellationToken cancellationToken);

    /// <summary>Stores an outage.</summary>
    Task AddAsync(Outage outage, CancellationToken cancellationToken);

    /// <summary>Reads the outages that overlap (after, until), ordered by their beginning.</summary>
    Task<IReadOnlyList<Outage>> ReadAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken);
}
