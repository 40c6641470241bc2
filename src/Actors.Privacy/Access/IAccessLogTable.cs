using System.Data.Common;

namespace Actors.Privacy.Access;

/// <summary>Stores the entries of the access log.</summary>
internal interface IAccessLogTable
{
    /// <summary>Appends entries in one transaction, during which no other server can append.</summary>
    /// <param name="next">
    /// Gets the last entry and creates the next ones. If it throws, nothing is appended.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; the entries may have been appended anyway.</param>
    /// <exception cref="DbException">The entries cannot be written.</exception>
    Task AppendAsync(
        Func<AccessLogAnchor, IReadOnlyList<AccessLogEntry>> next, CancellationToken cancellationToken);

    /// <summary>Reads the last entry; <c>null</c> if there is none.</summary>
    Task<AccessLogAnchor?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Reads entries above a sequence, in order.</summary>
    Task<IReadOnlyList<AccessLogEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads entries about one record above a sequence, in order.</summary>
    Task<IReadOnlyList<AccessLogEntry>> ReadAboutAsync(
        string subject, long after, int limit, CancellationToken cancellationToken);
}
