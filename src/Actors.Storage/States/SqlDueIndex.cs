using Actors.Domain.Ledger;
using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>Due grains from either database, by one range of the index per priority.</summary>
/// <remarks>A grain with several due states may come up once for each.</remarks>
internal sealed class SqlDueIndex(Database database) : IDueIndex
{
    private const string Query =
        """
        SELECT grain_type, grain_key, due_at FROM grain_state
        WHERE partition = @partition AND due_priority = @priority AND due_at <= @now AND due_at IS NOT NULL
        ORDER BY due_at, grain_type, grain_key LIMIT @limit
        """;

    public async ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        var due = new List<DueGrain>();
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var priority in Enum.GetValues<DuePriority>())
        {
            if (due.Count == limit)
            {
                break;
            }

            await using var command = connection.Command(
                Query,
                ("partition", (short)partition),
                ("priority", (short)priority),
                ("now", UnixMicroseconds.From(now)),
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
