namespace Actors.Storage.Ledger;

/// <summary>Reads rows of the ledger, unchecked: in memory, from SQLite, from PostgreSQL.</summary>
internal interface ILedgerReader
{
    /// <summary>The next rows in the order of the ledger. Fewer than the limit: there are no more for now.</summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(LedgerPosition after, int limit, CancellationToken cancellationToken);

    /// <summary>The rows of one grain in the order of their sequence.</summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadGrainAsync(
        string grainType, string grainKey, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>The rows of one grain below a sequence, the newest first.</summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadGrainBackAsync(
        string grainType, string grainKey, long beforeSequence, int limit, CancellationToken cancellationToken);
}
