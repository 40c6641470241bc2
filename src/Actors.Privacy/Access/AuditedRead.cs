using Actors.Domain.Protection;

namespace Actors.Privacy.Access;

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
