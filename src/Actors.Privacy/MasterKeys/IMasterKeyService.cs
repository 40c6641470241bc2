using Actors.Domain.Protection;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Wraps and unwraps data keys under master keys. It has the shape of a key management service: master keys stay inside,
/// only data keys pass. <see cref="LocalMasterKeys"/> keeps them in this process.
/// </summary>
public interface IMasterKeyService
{
    /// <summary>
    /// The master key under which new data keys are to be wrapped. It may change while the process runs.
    /// </summary>
    KeyId CurrentKeyId { get; }

    /// <summary>Encrypts a data key.</summary>
    /// <param name="masterKey">Under which master key.</param>
    /// <param name="dataKey">The data key; the caller zeroes it.</param>
    /// <param name="record">The record it belongs to, authenticated with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KeyMissingException">There is no such master key.</exception>
    ValueTask<WrappedKey> WrapAsync(
        KeyId masterKey, ReadOnlyMemory<byte> dataKey, RecordId record, CancellationToken cancellationToken = default);

    /// <summary>Decrypts a data key into a new array, which the caller zeroes.</summary>
    /// <exception cref="KeyMissingException">The master key of the wrap is not there.</exception>
    /// <exception cref="BrokenWrapException">The wrap was changed or belongs to another record.</exception>
    ValueTask<byte[]> UnwrapAsync(WrappedKey wrapped, RecordId record, CancellationToken cancellationToken = default);
}
