using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Storage.Ledger;

/// <summary>Reads rows of the ledger from either database, without checking them.</summary>
internal sealed class LedgerReader(Database database)
{
    private const string Columns = "position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger";

    private const string FromSqlite =
        $"SELECT 0, {Columns} WHERE @transaction >= 0 AND position > @position ORDER BY position LIMIT @limit";

    private const string AllFromPostgres =
        $"""
        SELECT transaction_id::text::bigint, {Columns}
        WHERE (transaction_id, position) > (@transaction::text::xid8, @position)
        """;

    private const string InOrder = " ORDER BY transaction_id, position LIMIT @limit";

    // Only transactions older than the oldest running one: no later row can sort before these.
    private const string FromPostgres =
        $"{AllFromPostgres} AND transaction_id < pg_snapshot_xmin(pg_current_snapshot()) {InOrder}";

    /// <summary>Reads the next rows in ledger order. Returns fewer than the limit if there are no more now.</summary>
    public async ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(
        LedgerPosition after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ReadAsync(database.Dialect, connection, null, after, limit, cancellationToken);
    }

    /// <summary>
    /// Reads the next rows of a snapshot: also those that a reader who goes on later must not take yet.
    /// </summary>
    public static async ValueTask<IReadOnlyList<LedgerRow>> ReadSnapshotAsync(
        DatabaseDialect dialect, DbTransaction snapshot, LedgerPosition after, int limit, CancellationToken cancellationToken)
    {
        await using var command = snapshot.Command(
            dialect == DatabaseDialect.Sqlite ? FromSqlite : AllFromPostgres + InOrder,
            ("transaction", after.Transaction),
            ("position", after.Number),
            ("limit", limit));
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Reads the rows of one grain by sequence.</summary>
    public ValueTask<IReadOnlyList<LedgerRow>> ReadGrainAsync(
        string grainType, string grainKey, long afterSequence, int limit, CancellationToken cancellationToken) =>
        ReadGrainAsync("> @sequence ORDER BY sequence", grainType, grainKey, afterSequence, limit, cancellationToken);

    /// <summary>Reads the rows of one grain below a sequence, newest first.</summary>
    public ValueTask<IReadOnlyList<LedgerRow>> ReadGrainBackAsync(
        string grainType, string grainKey, long beforeSequence, int limit, CancellationToken cancellationToken) =>
        ReadGrainAsync("< @sequence ORDER BY sequence DESC", grainType, grainKey, beforeSequence, limit, cancellationToken);

    /// <summary>Reads the next rows within a transaction.</summary>
    public static async ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(
        DatabaseDialect dialect,
        DbConnection connection,
        DbTransaction? transaction,
        LedgerPosition after,
        int limit,
        CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            dialect == DatabaseDialect.Sqlite ? FromSqlite : FromPostgres,
            ("transaction", after.Transaction),
            ("position", after.Number),
            ("limit", limit));
        command.Transaction = transaction;
        return await ReadAsync(command, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<LedgerRow>> ReadGrainAsync(
        string range, string grainType, string grainKey, long sequence, int limit, CancellationToken cancellationToken)
    {
        var transaction = database.Dialect == DatabaseDialect.Sqlite ? "0" : "transaction_id::text::bigint";
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT {transaction}, {Columns} WHERE grain_type = @type AND grain_key = @key AND sequence {range} LIMIT @limit",
            ("type", grainType),
            ("key", grainKey),
            ("sequence", sequence),
            ("limit", limit));
        return await ReadAsync(command, cancellationToken);
    }

    private static async ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var rows = new List<LedgerRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Current(reader));
        }

        return rows;
    }

    private static LedgerRow Current(DbDataReader reader) => new(
        new LedgerPosition(reader.GetInt64(0), reader.GetInt64(1)),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetInt64(4),
        reader.GetInt64(5),
        reader.GetString(6),
        reader.GetFieldValue<byte[]>(7),
        unchecked((uint)reader.GetInt64(8)));
}
