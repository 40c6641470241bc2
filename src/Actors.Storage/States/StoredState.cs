using Actors.Domain.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Storage.States;

/// <summary>A row of <c>grain_state</c> without its key.</summary>
/// <param name="Version">The number of times the row was written.</param>
/// <param name="DueAt">When the grain is due, in microseconds since 1970-01-01 UTC; <c>null</c> if never.</param>
/// <param name="DuePriority">The priority; <c>null</c> if never due.</param>
/// <param name="Payload">The encoded state.</param>
/// <param name="Checksum">The checksum of the key and all of the above.</param>
internal readonly record struct StoredState(
    long Version, long? DueAt, DuePriority? DuePriority, byte[] Payload, uint Checksum)
{
    /// <summary>Computes the checksum of a row.</summary>
    public static uint ChecksumOf(
        in StateKey key, long version, long? dueAt, DuePriority? duePriority, ReadOnlySpan<byte> payload)
    {
        var checksum = new RecordChecksum();
        checksum.Add(key.GrainType);
        checksum.Add(key.GrainKey);
        checksum.Add(key.StateName);
        checksum.Add(version);
        checksum.Add(dueAt ?? long.MinValue);
        checksum.Add((long?)duePriority ?? long.MinValue);
        checksum.Add(payload);
        return checksum.Value;
    }

    /// <summary>Whether the checksum matches the key and the row.</summary>
    public bool IsIntact(in StateKey key) => Checksum == ChecksumOf(key, Version, DueAt, DuePriority, Payload);
}

/// <summary>The key of a row of <c>grain_state</c>.</summary>
internal readonly record struct StateKey(string GrainType, string GrainKey, string StateName);
