using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Privacy.Access;

namespace Actors.Privacy.Evidence;

/// <summary>
/// Reads stills for staff. Every read is in the access log before it happens, even if it finds nothing.
/// </summary>
public sealed class CallStillReader
{
    private readonly CallStillTable _table;
    private readonly PrivilegedReader _reader;
    private readonly TimeProvider _programmeClock;

    internal CallStillReader(CallStillTable table, PrivilegedReader reader, TimeProvider programmeClock) =>
        (_table, _reader, _programmeClock) = (table, reader, programmeClock);

    /// <summary>
    /// Writes the entry and opens the stills of a person in a call, by number. Returns an empty list if there are none.
    /// </summary>
    /// <param name="request">The request. It names the record of their key, and the purpose evidence.</param>
    /// <param name="call">The id of the call.</param>
    /// <param name="person">The person.</param>
    /// <param name="cancellationToken">Cancels the read; the entry may have been written.</param>
    /// <exception cref="UndeclaredAccessException">
    /// The request does not name evidence; nothing was written or read.
    /// </exception>
    /// <exception cref="AccessLogUnavailableException">The entry could not be written; nothing was read.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded. The entry stays.</exception>
    /// <exception cref="RecordUnknownException">The record never had a key. The entry stays.</exception>
    /// <exception cref="SealBrokenException">A row was changed or moved. The entry stays.</exception>
    public async Task<IReadOnlyList<CallStill>> ReadAsync(
        AccessRequest request, string call, EntrantId person, CancellationToken cancellationToken = default)
    {
        var owner = new CallStillOwner(request.Subject, call, person);
        if (!request.What.Contains(SealPurpose.Evidence))
        {
            throw new UndeclaredAccessException(request.Subject, SealPurpose.Evidence);
        }

        using var read = await _reader.OpenAsync(request, cancellationToken);
        var rows = await _table.ReadAsync(owner, _programmeClock.GetUtcNow(), cancellationToken);
        return [.. rows.Select(row => SealedStill.Read(row, read.Open(row.Picture, SealPurpose.Evidence)))];
    }
}
