using System.Security.Cryptography;
using Actors.Domain.Protection;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Wraps and unwraps data keys under master keys. It has the shape of a key management service: master keys stay inside.
/// <see cref="LocalMasterKeys"/> keeps them in this process.
/// </summary>
public interface IMasterKeyService
{
    /// <summary>
    /// The master key for new data keys. It may change while the process runs.
    /// </summary>
    KeyId CurrentKeyId { get; }

    /// <summary>Encrypts a data key.</summary>
    /// <param name="masterKey">The master key to use.</param>
    /// <param name="dataKey">The data key. The caller zeroes it.</param>
    /// <param name="record">The record that owns it, authenticated with it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="KeyMissingException">The master key is missing.</exception>
    ValueTask<WrappedKey> WrapAsync(
        KeyId masterKey, ReadOnlyMemory<byte> dataKey, RecordId record, CancellationToken cancellationToken = default);

    /// <summary>Decrypts a data key into a new array, which the caller zeroes.</summary>
    /// <exception cref="KeyMissingException">The master key of the wrap is missing.</exception>
    /// <exception cref="BrokenWrapException">The wrap was changed or belongs to another record.</exception>
    ValueTask<byte[]> UnwrapAsync(WrappedKey wrapped, RecordId record, CancellationToken cancellationToken = default);
}

/// <summary>A data key encrypted under a master key, as it is stored.</summary>
/// <param name="MasterKey">The master key that opens it.</param>
/// <param name="Bytes">The wrap, in the format of the key service.</param>
public sealed record WrappedKey(KeyId MasterKey, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The id of the master key only.</summary>
    public override string ToString() => $"key wrapped under {MasterKey}";
}

/// <summary>A wrapped key cannot be opened: it was changed, or belongs to another record or master key.</summary>
public sealed class BrokenWrapException(RecordId record, KeyId masterKey)
    : CryptographicException(
        $"The key of record {record} cannot be opened under master key {masterKey}: it was changed or moved.")
{
    /// <summary>The record.</summary>
    public RecordId Record { get; } = record;

    /// <summary>The master key named by the wrap.</summary>
    public KeyId MasterKey { get; } = masterKey;
}

/// <summary>
/// A new record would use a retired master key, because this server has an old key file. Nothing was stored.
/// </summary>
public sealed class MasterKeyRetiredException(KeyId masterKey)
    : InvalidOperationException($"Master key {masterKey} is retired. Give this server the current key file.")
{
    /// <summary>The retired key.</summary>
    public KeyId MasterKey { get; } = masterKey;
}
