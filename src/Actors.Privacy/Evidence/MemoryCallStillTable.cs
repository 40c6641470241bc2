using Actors.Domain.Calls;
using Actors.Domain.Stays;
using Actors.Storage.Databases;

namespace Actors.Privacy.Evidence;

/// <summary>
/// What a database would keep of stills, in memory: it outlives the servers that use it, as a database outlives processes.
/// </summary>
public sealed class MemoryCallStillTable : ICallStillTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Call, EntrantId Person, int Number), StoredCallStill> _rows = [];

    Task<int> ICallStillTable.InsertAsync(IReadOnlyCollection<StoredCallStill> stills, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(
                stills.Count(still => _rows.TryAdd((still.Owner.Call, still.Owner.Person, still.Number), Cut(still))));
        }
    }

    Task<IReadOnlyList<StoredCallStill>> ICallStillTable.ReadAsync(
        CallStillOwner owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredCallStill>>(
            [
                .. _rows.Values.Where(row => row.Owner == owner && row.ExpiresAt > now).OrderBy(row => row.Number),
            ]);
        }
    }

    Task<int> ICallStillTable.DeleteExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var expired = _rows.Where(row => row.Value.ExpiresAt <= now).OrderBy(row => row.Value.ExpiresAt).Take(limit);
            return Task.FromResult(expired.Select(row => row.Key).ToList().Count(_rows.Remove));
        }
    }

    Task<long> ICallStillTable.CountExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Values.LongCount(row => row.ExpiresAt <= now));
        }
    }

    /// <summary>Times as a database keeps them.</summary>
    private static StoredCallStill Cut(StoredCallStill still) => still with
    {
        TakenAt = UnixMicroseconds.ToMoment(UnixMicroseconds.From(still.TakenAt)),
        ExpiresAt = UnixMicroseconds.ToMoment(UnixMicroseconds.From(still.ExpiresAt)),
    };
}
