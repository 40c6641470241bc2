namespace Actors.Storage.Ledger;

/// <summary>A row of the ledger as stored.</summary>
internal sealed record LedgerRow(
    LedgerPosition Position,
    string GrainType,
    string GrainKey,
    long Sequence,
    long At,
    string Kind,
    byte[] Payload,
    uint Checksum)
{
    /// <summary>Whether it is what was written.</summary>
    public bool IsIntact => Checksum == LedgerAppend.ChecksumOf(GrainType, GrainKey, Sequence, At, Kind, Payload);
}
