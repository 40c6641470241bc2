using System.Security.Cryptography;

namespace Actors.Domain.Protection;

/// <summary>The record never had a key, or the database is another one.</summary>
public sealed class RecordUnknownException(RecordId record)
    : InvalidOperationException($"Record {record} has no key: it was never created here.")
{
    /// <summary>The record.</summary>
    public RecordId Record { get; } = record;
}

/// <summary>The key of the record was destroyed. Nothing of the record can be read or added any more.</summary>
public sealed class RecordShreddedException(RecordId record) : InvalidOperationException($"Record {record} is shredded.")
{
    /// <summary>The record.</summary>
    public RecordId Record { get; } = record;
}

/// <summary>
/// A sealed value did not open, because it was changed, truncated, or belongs to another record, purpose or format.
/// None of its content was released.
/// </summary>
public sealed class SealBrokenException(RecordId record, SealPurpose purpose)
    : CryptographicException($"A sealed value of record {record} does not open as {purpose}: it was changed or moved.")
{
    /// <summary>The record whose key was used.</summary>
    public RecordId Record { get; } = record;

    /// <summary>The purpose that was used.</summary>
    public SealPurpose Purpose { get; } = purpose;
}
