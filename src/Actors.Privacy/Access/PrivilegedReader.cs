using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;

namespace Actors.Privacy.Access;

/// <summary>
/// Opens personal data for staff: writes an entry to the access log, and opens the record only when the entry is durable.
/// Staff code must use no other way.
/// </summary>
public sealed class PrivilegedReader(AccessLog log, RecordKeys keys)
{
    /// <summary>
    /// Writes the entry and opens the record for the fields it names. Dispose the result after use.
    /// </summary>
    /// <exception cref="AccessLogUnavailableException">The entry could not be written; nothing was opened.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded. The entry stays.</exception>
    /// <exception cref="RecordUnknownException">The record never had a key. The entry stays.</exception>
    /// <exception cref="KeyMissingException">The master key is missing. The entry stays.</exception>
    public async Task<AuditedRead> OpenAsync(AccessRequest request, CancellationToken cancellationToken = default)
    {
        var entry = await log.AppendAsync(request, cancellationToken);
        return new AuditedRead(request, entry, await keys.OpenAsync(request.Subject, cancellationToken));
    }
}

/// <summary>A record opened for staff. It opens only the fields named in its entry of the access log.</summary>
public sealed class AuditedRead : IDisposable
{
    private readonly AccessRequest _request;
    private readonly IRecordKey _key;

    internal AuditedRead(AccessRequest request, AccessLogAnchor entry, IRecordKey key)
    {
        _request = request;
        _key = key;
        Entry = entry;
    }

    /// <summary>The entry in the access log.</summary>
    public AccessLogAnchor Entry { get; }

    /// <summary>Decrypts bytes into a new array, which the caller zeroes.</summary>
    /// <exception cref="UndeclaredAccessException">The entry does not name the field.</exception>
    /// <exception cref="SealBrokenException">The value was changed, or belongs to another record or field.</exception>
    /// <exception cref="ObjectDisposedException">The read was disposed.</exception>
    public byte[] Open(Sealed value, SealPurpose purpose) => For(purpose).Open(value, purpose);

    /// <summary>Decrypts text.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public string OpenText(Sealed value, SealPurpose purpose) => For(purpose).OpenText(value, purpose);

    /// <summary>Decrypts a position fix: degrees north, degrees east, metres.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public (double Latitude, double Longitude, double Accuracy) OpenPosition(Sealed value, SealPurpose purpose) =>
        For(purpose).OpenPosition(value, purpose);

    /// <summary>Ends the read.</summary>
    public void Dispose() => _key.Dispose();

    private IRecordKey For(SealPurpose purpose) =>
        _request.What.Contains(purpose) ? _key : throw new UndeclaredAccessException(_request.Subject, purpose);
}

/// <summary>A field is not named in the entry of the access log. It was not opened.</summary>
public sealed class UndeclaredAccessException(RecordId subject, SealPurpose purpose)
    : InvalidOperationException($"The access to record {subject} does not include {purpose}.")
{
    /// <summary>The record.</summary>
    public RecordId Subject { get; } = subject;

    /// <summary>The field.</summary>
    public SealPurpose Purpose { get; } = purpose;
}
