namespace Actors.Privacy.Access;

/// <summary>
/// What a database would keep of the access log, in memory: it outlives the servers that use it, as a database outlives
/// processes. Everything happens at once in the turn of the caller.
/// </summary>
public sealed class MemoryAccessLogTable : IAccessLogTable
{
    private readonly Lock _gate = new();
    private readonly List<AccessLogEntry> _entries = [];

    private AccessLogAnchor? Head => _entries is [.., var last] ? new AccessLogAnchor(last.Sequence, last.Hash) : null;

    Task IAccessLogTable.AppendAsync(
        Func<AccessLogAnchor, IReadOnlyList<AccessLogEntry>> next, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _entries.AddRange(next(Head ?? AccessLogAnchor.Beginning));
            return Task.CompletedTask;
        }
    }

    Task<AccessLogAnchor?> IAccessLogTable.ReadHeadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Head);
        }
    }

    Task<IReadOnlyList<AccessLogEntry>> IAccessLogTable.ReadAsync(
        long after, int limit, CancellationToken cancellationToken) => Find(_ => true, after, limit);

    Task<IReadOnlyList<AccessLogEntry>> IAccessLogTable.ReadAboutAsync(
        string subject, long after, int limit, CancellationToken cancellationToken) =>
        Find(entry => entry.Subject == subject, after, limit);

    private Task<IReadOnlyList<AccessLogEntry>> Find(Func<AccessLogEntry, bool> filter, long after, int limit)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<AccessLogEntry>>(
                [.. _entries.Where(entry => entry.Sequence > after).Where(filter).Take(limit)]);
        }
    }
}
