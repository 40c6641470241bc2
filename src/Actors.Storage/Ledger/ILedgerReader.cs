namespace Actors.Storage.Ledger;

/// <summary>Reads rows of the ledger without checking them.</summary>
internal interface ILedgerReader
{
    /// <summary>Reads the next rows in ledger order. Returns fewer than the limit if there are no more now.</summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(LedgerPosition after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the rows of one grain by sequence.</summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadGrainAsync(
        string grainType, string grainKey, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the rows of one grain below a sequence, newest first.</summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadGrainBackAsync(
        string grainType, string grainKey, long beforeSequence, int limit, CancellationToken cancellationToken);
}
