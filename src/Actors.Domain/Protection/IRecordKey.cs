namespace Actors.Domain.Protection;

/// <summary>
/// A lease on the opened key of one record. Sealing and opening are synchronous and may run on several threads. Dispose
/// it after use: a lease keeps the key in memory past its time, so it belongs into a <c>using</c> around a piece of
/// work, not into a field.
/// </summary>
public interface IRecordKey : IDisposable
{
    /// <summary>The record whose key this is.</summary>
    RecordId Record { get; }

    /// <summary>Encrypts content for one purpose.</summary>
    /// <param name="content">The caller's own copy is the caller's to zero.</param>
    /// <param name="purpose">The field it belongs to; only for the same purpose it opens again.</param>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="ObjectDisposedException">The lease was returned.</exception>
    /// <exception cref="InvalidOperationException">This opened key has sealed as much as a key may.</exception>
    Sealed Seal(ReadOnlySpan<byte> content, SealPurpose purpose);

    /// <summary>Decrypts into a new array, which is the caller's to zero.</summary>
    /// <exception cref="SealBrokenException">The value was changed, or belongs to another record or purpose.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="ObjectDisposedException">The lease was returned.</exception>
    byte[] Open(Sealed value, SealPurpose purpose);

    /// <summary>Encrypts text as UTF-8.</summary>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    /// <inheritdoc cref="Seal" path="/exception"/>
    Sealed SealText(string text, SealPurpose purpose);

    /// <summary>Decrypts text.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    string OpenText(Sealed value, SealPurpose purpose);

    /// <summary>Encrypts a position fix; every fix has the same sealed length.</summary>
    /// <param name="latitude">Degrees north (WGS 84).</param>
    /// <param name="longitude">Degrees east (WGS 84).</param>
    /// <param name="accuracy">Radius of confidence in metres.</param>
    /// <param name="purpose">The field it belongs to.</param>
    /// <inheritdoc cref="Seal" path="/exception"/>
    Sealed SealPosition(double latitude, double longitude, double accuracy, SealPurpose purpose);

    /// <summary>Decrypts a position fix: degrees north, degrees east, metres.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    (double Latitude, double Longitude, double Accuracy) OpenPosition(Sealed value, SealPurpose purpose);
}
