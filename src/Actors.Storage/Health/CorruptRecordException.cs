namespace Actors.Storage.Health;

/// <summary>
/// A stored row is not what was written. It is never served; it must be restored from a backup or the ledger.
/// </summary>
public sealed class CorruptRecordException(CorruptRecord record, Exception? innerException = null)
    : Exception($"A row of {record.Table} is corrupt: grain type {record.GrainType}, key hash {record.KeyHash}.", innerException)
{
    /// <summary>Which row.</summary>
    public CorruptRecord Record { get; } = record;
}
