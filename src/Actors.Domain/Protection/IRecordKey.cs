namespace Actors.Domain.Protection;

/// <summary>
/// A lease on the opened key of one record. Sealing and opening are synchronous and thread-safe. A lease keeps the key
/// in memory, so dispose it right after use and do not store it in a field.
/// </summary>
public interface IRecordKey : IDisposable
{
    /// <summary>The record of the key.</summary>
    RecordId Record { get; }

    /// <summary>Encrypts content for one purpose.</summary>
    /// <param name="content">The content. The caller zeroes its own copy.</param>
    /// <param name="purpose">The field it belongs to. The value opens only for the same purpose.</param>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    /// <exception cref="InvalidOperationException">This key has sealed the maximum number of values.</exception>
    Sealed Seal(ReadOnlySpan<byte> content, SealPurpose purpose);

    /// <summary>Decrypts into a new array, which the caller zeroes.</summary>
    /// <exception cref="SealBrokenException">
    /// The value was changed, or belongs to another record or purpose.
    /// </exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    byte[] Open(Sealed value, SealPurpose purpose);

    /// <summary>Encrypts text as UTF-8.</summary>
    /// <exception cref="ArgumentException">The text contains an unpaired surrogate.</exception>
    /// <inheritdoc cref="Seal" path="/exception"/>
    Sealed SealText(string text, SealPurpose purpose);

    /// <summary>Decrypts text.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    string OpenText(Sealed value, SealPurpose purpose);

    /// <summary>Encrypts a position. All positions have the same sealed length.</summary>
    /// <param name="latitude">Degrees north (WGS 84).</param>
    /// <param name="longitude">Degrees east (WGS 84).</param>
    /// <param name="accuracy">The accuracy radius in metres.</param>
    /// <param name="purpose">The field it belongs to.</param>
    /// <inheritdoc cref="Seal" path="/exception"/>
    Sealed SealPosition(double latitude, double longitude, double accuracy, SealPurpose purpose);

    /// <summary>Decrypts a position: degrees north, degrees east, metres.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    (double Latitude, double Longitude, double Accuracy) OpenPosition(Sealed value, SealPurpose purpose);
}
