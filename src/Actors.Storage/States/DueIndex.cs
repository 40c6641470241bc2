using Actors.Domain.Ledger;
using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>Reads due grains from either database, by one index range per priority.</summary>
/// <remarks>A grain with several due states may appear once for each.</remarks>
internal sealed class DueIndex(Database database) : IDueIndex
{
    /// <summary>Reads a page of one partition and priority, in index order.</summary>
    internal const string Query =
        """
        SELECT grain_type, grain_key, due_at FROM grain_state
        WHERE partition = @partition AND due_priority = @priority AND due_at <= @now AND due_at IS NOT NULL
          AND (due_at, grain_type, grain_key) > (@afterAt, @afterType, @afterKey)
        ORDER BY due_at, grain_type, grain_key LIMIT @limit
        """;

    public async ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, DueGrain? after = null, CancellationToken cancellationToken = default)
    {
        var due = new List<DueGrain>();
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var priority in Enum.GetValues<DuePriority>().Where(priority => !(priority < after?.Due.Priority)))
        {
            if (due.Count == limit)
            {
                break;
            }

            var last = priority == after?.Due.Priority ? after : null;
            await using var command = connection.Command(
                Query,
                ("partition", (short)partition),
                ("priority", (short)priority),
                ("now", UnixMicroseconds.From(now)),
                ("afterAt", last is { } read ? UnixMicroseconds.From(read.Due.At) : long.MinValue),
                ("afterType", last?.GrainType ?? ""),
                ("afterKey", last?.GrainKey ?? ""),
                ("limit", limit - due.Count));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var at = UnixMicroseconds.ToMoment(reader.GetInt64(2));
                due.Add(new DueGrain(reader.GetString(0), reader.GetString(1), new DueTime(at, priority)));
            }
        }

        return due;
    }
}
