using System.Data.Common;
using System.Globalization;
using Actors.Storage.Databases;

namespace Actors.Storage.Reminders;

/// <summary>Reminders in either database.</summary>
public sealed class ReminderTable(Database database) : IReminderTable, IDisposable
{
    private const string Columns = "grain_type, grain_key, name, start_at, period, grain_hash, etag";

    private const int PostgresWrites = 8;

    /// <summary>Writes on a SQLite file go one at a time: they would only wait for each other's locks.</summary>
    private readonly SemaphoreSlim _turn = new(database.Dialect == DatabaseDialect.Sqlite ? 1 : PostgresWrites);

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
        var version = await WriteAsync(
            """
            INSERT INTO reminder AS r (grain_type, grain_key, name, start_at, period, grain_hash, etag)
            VALUES (@type, @key, @name, @start, @period, @hash, 1)
            ON CONFLICT (grain_type, grain_key, name) DO UPDATE
            SET start_at = excluded.start_at, period = excluded.period, etag = r.etag + 1
            RETURNING etag
            """,
            ("type", row.GrainType),
            ("key", row.GrainKey),
            ("name", row.Name),
            ("start", row.StartAt),
            ("period", row.Period),
            ("hash", (long)row.GrainHash));
        return version!.Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if (!long.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return false;
        }

        return await WriteAsync(
            "DELETE FROM reminder WHERE grain_type = @type AND grain_key = @key AND name = @name AND etag = @etag RETURNING etag",
            ("type", grainId.Type.ToString()),
            ("key", grainId.Key.ToString()),
            ("name", reminderName),
            ("etag", version)) is not null;
    }

    /// <inheritdoc/>
    public async Task TestOnlyClearTable()
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.Command("DELETE FROM reminder");
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static ReminderRow Current(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetInt64(4),
        (uint)reader.GetInt64(5),
        reader.GetInt64(6));

    /// <summary>Carries out a statement in a transaction of its own. Returns its number; <c>null</c> if it has no row.</summary>
    private async Task<long?> WriteAsync(string sql, params (string, object?)[] parameters)
    {
        await _turn.WaitAsync();
        try
        {
            await using var connection = await database.OpenAsync();
            await using var transaction = await database.BeginWriteAsync(connection);
            await using var command = transaction.Command(sql, parameters);
            var number = (long?)await command.ExecuteScalarAsync();
            await transaction.CommitAsync();
            return number;
        }
        finally
        {
            _turn.Release();
        }
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

/// <summary>A reminder in the units of storage: microseconds.</summary>
internal readonly record struct ReminderRow(
    string GrainType, string GrainKey, string Name, long StartAt, long Period, uint GrainHash, long Version)
{
    /// <summary>The row of an entry, without a version.</summary>
    public static ReminderRow Of(ReminderEntry entry)
    {
        var period = entry.Period.Ticks / TimeSpan.TicksPerMicrosecond;
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1, nameof(entry));
        var start = new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc));
        return new ReminderRow(
            entry.GrainId.Type.ToString(),
            entry.GrainId.Key.ToString(),
            entry.ReminderName,
            UnixMicroseconds.From(start),
            period,
            entry.GrainId.GetUniformHashCode(),
            0);
    }

    public ReminderEntry ToEntry() => new()
    {
        GrainId = GrainId.Create(GrainType, GrainKey),
        ReminderName = Name,
        StartAt = UnixMicroseconds.ToMoment(StartAt).UtcDateTime,
        Period = TimeSpan.FromMicroseconds(Period),
        ETag = Version.ToString(CultureInfo.InvariantCulture),
    };
}
