using System.Security.Cryptography;

namespace Actors.Domain.Protection;

/// <summary>
/// A sealed value did not open: it was changed, cut short, or belongs to another record, purpose or format. Nothing of it
/// was released.
/// </summary>
public sealed class SealBrokenException(RecordId record, SealPurpose purpose)
    : CryptographicException($"A sealed value of record {record} does not open as {purpose}: it was changed or moved.")
{
    /// <summary>The record under whose key it was to be opened.</summary>
    public RecordId Record { get; } = record;

    /// <summary>The purpose for which it was to be opened.</summary>
    public SealPurpose Purpose { get; } = purpose;
}
