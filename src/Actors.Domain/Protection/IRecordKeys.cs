using System.Security.Cryptography;

namespace Actors.Domain.Protection;

/// <summary>
/// Creates, opens and destroys the keys of records. Grains use it for a person's own record. Code that shows personal
/// data to staff must use the audited reader instead.
/// </summary>
public interface IRecordKeys
{
    /// <summary>
    /// Creates the keys of new records, all of them or none. Idempotent: records with a key keep it. The keys stay in
    /// memory for a while, so that <see cref="OpenAsync"/> completes synchronously.
    /// </summary>
    /// <param name="records">At most <see cref="Limits.RecordBatch"/> records.</param>
    /// <param name="cancellationToken">Cancels the call; the keys may have been created.</param>
    /// <exception cref="ArgumentException">There are too many records.</exception>
    /// <exception cref="RecordShreddedException">One of the records was shredded, and its id cannot be used again; no key was created.</exception>
    Task CreateAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default);

    /// <summary>
    /// Brings the keys of several records into memory by one query, so that <see cref="OpenAsync"/> completes synchronously for
    /// a while. Records without a key are left out; opening them says what is wrong.
    /// </summary>
    /// <param name="records">At most <see cref="Limits.RecordBatch"/> records.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task LoadAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default);

    /// <summary>Opens the key of a record. Completes synchronously if the key is in memory.</summary>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    ValueTask<IRecordKey> OpenAsync(RecordId record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Destroys the key of a record. Nothing sealed under it can be read afterwards, and the record cannot be found by
    /// its contents. A marker stays. Other servers drop the key from memory within minutes.
    /// </summary>
    /// <returns><c>false</c> if the record was shredded before or never had a key.</returns>
    Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken = default);
}

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
