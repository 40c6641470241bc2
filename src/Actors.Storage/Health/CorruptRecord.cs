using System.Security.Cryptography;
using System.Text;

namespace Actors.Storage.Health;

/// <summary>Identifies a corrupt row without naming a person.</summary>
/// <param name="Table">The name of the table.</param>
/// <param name="GrainType">The grain type.</param>
/// <param name="KeyHash">
/// The first 16 hexadecimal digits of the SHA-256 of the grain key: enough to find the row in the database.
/// </param>
public sealed record CorruptRecord(string Table, string GrainType, string KeyHash)
{
    /// <summary>Identifies the row of a grain key.</summary>
    internal static CorruptRecord Of(string table, string grainType, string grainKey) =>
        new(table, grainType, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grainKey)).AsSpan(0, 8)));
}

/// <summary>
/// The checksum of a stored row does not match. The row is not served; restore it from a backup or the ledger.
/// </summary>
public sealed class CorruptRecordException(CorruptRecord record, Exception? innerException = null)
    : OrleansException(
        $"A row of {record.Table} is corrupt: grain type {record.GrainType}, key hash {record.KeyHash}.", innerException!)
{
    /// <summary>The corrupt row.</summary>
    public CorruptRecord Record { get; } = record;
}
