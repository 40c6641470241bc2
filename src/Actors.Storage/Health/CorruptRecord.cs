using System.Security.Cryptography;
using System.Text;

namespace Actors.Storage.Health;

/// <summary>Names a corrupt row without saying whose it is.</summary>
/// <param name="Table">The table.</param>
/// <param name="GrainType">The type of its grain.</param>
/// <param name="KeyHash">The first 16 hexadecimal digits of SHA-256 of the key: enough for a person with the database
/// to find it.</param>
public sealed record CorruptRecord(string Table, string GrainType, string KeyHash)
{
    /// <summary>Names the row of a key.</summary>
    internal static CorruptRecord Of(string table, string grainType, string grainKey) =>
        new(table, grainType, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grainKey)).AsSpan(0, 8)));
}

/// <summary>
/// A stored row is not what was written. It is never served; it must be restored from a backup or the ledger.
/// </summary>
public sealed class CorruptRecordException(CorruptRecord record, Exception? innerException = null)
    : Exception($"A row of {record.Table} is corrupt: grain type {record.GrainType}, key hash {record.KeyHash}.", innerException)
{
    /// <summary>Which row.</summary>
    public CorruptRecord Record { get; } = record;
}
