using Actors.Domain.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Storage.States;

/// <summary>A row of <c>grain_state</c> without its key.</summary>
/// <param name="Version">How many times it was written.</param>
/// <param name="DueAt">When its grain is due, in microseconds; null: never.</param>
/// <param name="DuePriority">How urgent; null: never due.</param>
/// <param name="Payload">The encoded state.</param>
/// <param name="Checksum">Over key and all of the above.</param>
internal readonly record struct StoredState(
    long Version, long? DueAt, DuePriority? DuePriority, byte[] Payload, uint Checksum)
{
    /// <summary>The checksum a row must carry.</summary>
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

    /// <summary>Whether the row is what was written under the key.</summary>
    public bool IsIntact(in StateKey key) => Checksum == ChecksumOf(key, Version, DueAt, DuePriority, Payload);
}

/// <summary>Which row of <c>grain_state</c>.</summary>
internal readonly record struct StateKey(string GrainType, string GrainKey, string StateName);
