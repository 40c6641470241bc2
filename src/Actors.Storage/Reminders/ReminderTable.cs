using System.Data.Common;
using System.Globalization;
using Actors.Storage.Databases;

namespace Actors.Storage.Reminders;

/// <summary>Reminders in either database.</summary>
public sealed class ReminderTable(Database database) : IReminderTable, IReminderSchedule
{
    private const string Columns = "grain_type, grain_key, name, start_at, period, grain_hash, etag";

    // One step of the index per distinct period; there are few.
    private const string DistinctPeriods =
        """
        WITH RECURSIVE p (period) AS (
            SELECT min(period) FROM reminder
            UNION ALL
            SELECT (SELECT min(r.period) FROM reminder AS r WHERE r.period > p.period) FROM p WHERE p.period IS NOT NULL)
        SELECT period FROM p WHERE period IS NOT NULL
        """;

    private readonly WriteGroup _writes = new(database);

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadTableAsync(
        $"SELECT {Columns} FROM reminder WHERE grain_type = @type AND grain_key = @key ORDER BY name",
        ("type", grainId.Type.ToString()),
        ("key", grainId.Key.ToString()));

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var range = begin < end
            ? "grain_hash > @begin AND grain_hash <= @end"
            : "(grain_hash > @begin OR grain_hash <= @end)";
        return ReadTableAsync(
            $"SELECT {Columns} FROM reminder WHERE {range} ORDER BY grain_hash, name",
            ("begin", (long)begin),
            ("end", (long)end));
    }

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await ReadAsync(
            $"SELECT {Columns} FROM reminder WHERE grain_type = @type AND grain_key = @key AND name = @name",
            CancellationToken.None,
            ("type", grainId.Type.ToString()),
            ("key", grainId.Key.ToString()),
            ("name", reminderName));
        return rows is [var row] ? row.ToEntry() : null;
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var row = ReminderRow.Of(entry);
        var version = await _writes.RunAsync(async transaction =>
        {
            await using var command = transaction.Command(
                """
                INSERT INTO reminder AS r (grain_type, grain_key, name, start_at, period, phase, grain_hash, etag)
                VALUES (@type, @key, @name, @start, @period, @phase, @hash, 1)
                ON CONFLICT (grain_type, grain_key, name) DO UPDATE
                SET start_at = excluded.start_at, period = excluded.period, phase = excluded.phase, etag = r.etag + 1
                RETURNING etag
                """,
                ("type", row.GrainType),
                ("key", row.GrainKey),
                ("name", row.Name),
                ("start", row.StartAt),
                ("period", row.Period),
                ("phase", row.Phase),
                ("hash", (long)row.GrainHash));
            return (long)(await command.ExecuteScalarAsync())!;
        });
        return version.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if (!long.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return false;
        }

        return await _writes.RunAsync(async transaction =>
        {
            await using var command = transaction.Command(
                "DELETE FROM reminder WHERE grain_type = @type AND grain_key = @key AND name = @name AND etag = @etag",
                ("type", grainId.Type.ToString()),
                ("key", grainId.Key.ToString()),
                ("name", reminderName),
                ("etag", version));
            return await command.ExecuteNonQueryAsync();
        }) == 1;
    }

    /// <inheritdoc/>
    public async Task TestOnlyClearTable()
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.Command("DELETE FROM reminder");
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueReminder>> ReadDueAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var (begin, end) = (UnixMicroseconds.From(after), UnixMicroseconds.From(until));
        var due = new List<DueReminder>();
        foreach (var period in await ReadPeriodsAsync(cancellationToken))
        {
            foreach (var row in await ReadTickingAsync(period, begin, end, cancellationToken))
            {
                // The range of phases does not know when a reminder starts.
                if (row.LastTick(begin, end) is { } tick)
                {
                    due.Add(new DueReminder(row.ToEntry(), UnixMicroseconds.ToMoment(tick)));
                }
            }
        }

        return due;
    }

    private static ReminderRow Current(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetInt64(4),
        (uint)reader.GetInt64(5),
        reader.GetInt64(6));

    private Task<List<ReminderRow>> ReadTickingAsync(long period, long from, long to, CancellationToken cancellationToken)
    {
        var first = ReminderRow.Modulo(from, period);
        var last = ReminderRow.Modulo(to, period);
        var phases = to - from >= period ? "" : first < last ? "AND phase > @first AND phase <= @last"
            : to > from ? "AND (phase > @first OR phase <= @last)" : "AND period < 0";
        return ReadAsync(
            $"SELECT {Columns} FROM reminder WHERE period = @period {phases}",
            cancellationToken,
            ("period", period),
            ("first", first),
            ("last", last));
    }

    private async Task<List<long>> ReadPeriodsAsync(CancellationToken cancellationToken)
    {
        var periods = new List<long>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(DistinctPeriods);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            periods.Add(reader.GetInt64(0));
        }

        return periods;
    }

    private async Task<ReminderTableData> ReadTableAsync(string sql, params (string, object?)[] parameters)
    {
        var rows = await ReadAsync(sql, CancellationToken.None, parameters);
        return new ReminderTableData(rows.Select(row => row.ToEntry()));
    }

    private async Task<List<ReminderRow>> ReadAsync(
        string sql, CancellationToken cancellationToken, params (string, object?)[] parameters)
    {
        var rows = new List<ReminderRow>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Current(reader));
        }

        return rows;
    }
}
