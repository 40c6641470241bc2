using System.Data.Common;

namespace Actors.Privacy.Access;

/// <summary>Keeps the entries of the access log: in a database, or in memory for simulations.</summary>
internal interface IAccessLogTable
{
    /// <summary>Appends entries in one transaction, in which nobody else appends: also not another server.</summary>
    /// <param name="next">
    /// Given the last entry that is there, makes those that follow. When it throws, nothing is appended.
    /// </param>
    /// <param name="cancellationToken">Gives up; the entries may have been appended.</param>
    /// <exception cref="DbException">They cannot be written.</exception>
    Task AppendAsync(
        Func<AccessLogAnchor, IReadOnlyList<AccessLogEntry>> next, CancellationToken cancellationToken);

    /// <summary>The last entry; null: there is none.</summary>
    Task<AccessLogAnchor?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Entries above a number, in order.</summary>
    Task<IReadOnlyList<AccessLogEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Entries about one record above a number, in order.</summary>
    Task<IReadOnlyList<AccessLogEntry>> ReadAboutAsync(
        string subject, long after, int limit, CancellationToken cancellationToken);
}
