using Actors.Storage.Serialization;

namespace Actors.Storage.Ledger;

/// <summary>A stored row of the ledger.</summary>
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
    /// <summary>Whether the checksum matches.</summary>
    public bool IsIntact => Checksum == LedgerAppend.ChecksumOf(GrainType, GrainKey, Sequence, At, Kind, Payload);
}

/// <summary>An encoded event to append to the ledger.</summary>
/// <param name="Sequence">The number among the events of the grain.</param>
/// <param name="At">When it happened, in microseconds since 1970-01-01 UTC.</param>
/// <param name="Kind">The alias of the event type.</param>
/// <param name="Payload">The encoded event.</param>
/// <param name="Checksum">The checksum of the grain and all of the above.</param>
internal readonly record struct LedgerAppend(long Sequence, long At, string Kind, byte[] Payload, uint Checksum)
{
    /// <summary>Computes the checksum of a row.</summary>
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
