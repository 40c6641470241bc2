using Actors.Storage.Serialization;

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

/// <summary>An event on its way into the ledger.</summary>
/// <param name="Sequence">Its number among the events of its grain.</param>
/// <param name="At">When it happened, in microseconds.</param>
/// <param name="Kind">The alias of its type.</param>
/// <param name="Payload">The encoded event.</param>
/// <param name="Checksum">Over the grain and all of the above.</param>
internal readonly record struct LedgerAppend(long Sequence, long At, string Kind, byte[] Payload, uint Checksum)
{
    /// <summary>The checksum a row must carry.</summary>
    public static uint ChecksumOf(
        string grainType, string grainKey, long sequence, long at, string kind, ReadOnlySpan<byte> payload)
    {
        var checksum = new RecordChecksum();
        checksum.Add(grainType);
        checksum.Add(grainKey);
        checksum.Add(sequence);
        checksum.Add(at);
        checksum.Add(kind);
        checksum.Add(payload);
        return checksum.Value;
    }
}
