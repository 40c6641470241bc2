using System.Security.Cryptography;
using Actors.Domain.Protection;

namespace Actors.Privacy.MasterKeys;

/// <summary>A wrapped key does not open: it was changed, or belongs to another record or master key.</summary>
public sealed class BrokenWrapException(RecordId record, KeyId masterKey)
    : CryptographicException($"The key of record {record} does not open under master key {masterKey}: it was changed or moved.")
{
    /// <summary>The record.</summary>
    public RecordId Record { get; } = record;

    /// <summary>The master key named by the wrap.</summary>
    public KeyId MasterKey { get; } = masterKey;
}
