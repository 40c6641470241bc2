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
