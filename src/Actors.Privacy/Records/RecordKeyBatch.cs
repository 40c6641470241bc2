using System.Data.Common;
using System.Text.Json;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;

namespace Actors.Privacy.Records;

/// <summary>
/// The statements that store many keys at once. The rows are passed as arrays on PostgreSQL and as JSON on SQLite.
/// </summary>
internal sealed class RecordKeyBatch(
    DatabaseDialect dialect, KeyId masterKey, IReadOnlyCollection<StoredRecordKey> keys)
{
    /// <summary>Always in the same order, so that two servers with the same records do not deadlock.</summary>
    private readonly StoredRecordKey[] _keys = [.. keys.OrderBy(key => key.Record.ToString(), StringComparer.Ordinal)];

    private bool IsPostgres => dialect == DatabaseDialect.Postgres;

    private string[] Records => [.. _keys.Select(key => key.Record.ToString())];

    private string[] HexWraps => [.. _keys.Select(key => Convert.ToHexString(key.Wrapped!.Bytes.Span))];

    /// <summary>Stores the keys of records that have none. Returns these records.</summary>
    public async Task<IReadOnlyList<RecordId>> InsertAsync(
        DbTransaction transaction, long now, CancellationToken cancellationToken)
    {
        var rows = IsPostgres
            ? "SELECT id, @key, decode(wrap, 'hex'), @now FROM unnest(@records, @wraps) AS new (id, wrap)"
            : "SELECT key, @key, unhex(atom), @now FROM json_each(@rows)";
        await using var command = transaction.Command(
            $"""
            INSERT INTO record_key (record_id, master_key_id, wrapped, created_at)
            {rows}
            WHERE EXISTS (SELECT 1 FROM master_key WHERE key_id = @key)
            ON CONFLICT (record_id) DO NOTHING
            RETURNING record_id
            """,
            [("key", masterKey.Text), ("now", now), .. Rows()]);
        var inserted = new List<RecordId>(_keys.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            inserted.Add(RecordId.Parse(reader.GetString(0)));
        }

        return inserted;
    }

    /// <summary>Finds a shredded record in the batch; <c>null</c> if there is none.</summary>
    public async Task<RecordId?> FindShreddedAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var among = IsPostgres ? "= ANY (@records)" : "IN (SELECT value FROM json_each(@records))";
        await using var command = transaction.Command(
            $"SELECT record_id FROM record_key WHERE shredded_at IS NOT NULL AND record_id {among} LIMIT 1",
            ("records", IsPostgres ? Records : JsonSerializer.Serialize(Records)));
        return await command.ExecuteScalarAsync(cancellationToken) is string shredded ? RecordId.Parse(shredded) : null;
    }

    private (string Name, object? Value)[] Rows() => IsPostgres
        ? [("records", Records), ("wraps", HexWraps)]
        : [("rows", JsonSerializer.Serialize(Records.Zip(HexWraps).ToDictionary(row => row.First, row => row.Second)))];
}
