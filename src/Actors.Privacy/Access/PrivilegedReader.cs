using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;

namespace Actors.Privacy.Access;

/// <summary>
/// The only way by which code that works for staff opens personal data: first the access log has durably taken who opens
/// what of whom and why, only then the record is opened. When the log cannot be written, nothing is opened.
/// </summary>
public sealed class PrivilegedReader(AccessLog log, RecordKeys keys)
{
    /// <summary>
    /// Writes the entry and opens the record for the fields it names. Dispose the result when the work is done.
    /// </summary>
    /// <exception cref="AccessLogUnavailableException">The entry could not be written; nothing was opened.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded. The entry stands.</exception>
    /// <exception cref="RecordUnknownException">The record never had a key. The entry stands.</exception>
    /// <exception cref="KeyMissingException">The master key is not at hand. The entry stands.</exception>
    public async Task<AuditedRead> OpenAsync(AccessRequest request, CancellationToken cancellationToken = default)
    {
        var entry = await log.AppendAsync(request, cancellationToken);
        return new AuditedRead(request, entry, await keys.OpenAsync(request.Subject, cancellationToken));
    }
}

/// <summary>A record opened for staff: it opens only the fields that its entry in the access log names.</summary>
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

    /// <summary>Decrypts bytes into a new array, which is the caller's to zero.</summary>
    /// <exception cref="UndeclaredAccessException">The entry does not name the field.</exception>
    /// <exception cref="SealBrokenException">The value was changed, or belongs to another record or field.</exception>
    /// <exception cref="ObjectDisposedException">The read was ended.</exception>
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

/// <summary>A field was to be opened that the access log entry does not name. It was not opened.</summary>
public sealed class UndeclaredAccessException(RecordId subject, SealPurpose purpose)
    : InvalidOperationException($"The access to record {subject} was not declared for {purpose}.")
{
    /// <summary>The record.</summary>
    public RecordId Subject { get; } = subject;

    /// <summary>The field.</summary>
    public SealPurpose Purpose { get; } = purpose;
}
