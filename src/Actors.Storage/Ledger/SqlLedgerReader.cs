using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Storage.Ledger;

/// <summary>Reads rows of the ledger from either database.</summary>
internal sealed class SqlLedgerReader(Database database) : ILedgerReader
{
    private const string FromSqlite =
        """
        SELECT 0, position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger
        WHERE @transaction >= 0 AND position > @position ORDER BY position LIMIT @limit
        """;

    // Only transactions older than the oldest running one: no later row can sort before these.
    private const string FromPostgres =
        """
        SELECT transaction_id::text::bigint, position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger
        WHERE (transaction_id, position) > (@transaction::text::xid8, @position)
          AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY transaction_id, position LIMIT @limit
        """;

    private const string OfGrainFromSqlite =
        """
        SELECT 0, position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger
        WHERE grain_type = @type AND grain_key = @key AND sequence > @sequence ORDER BY sequence LIMIT @limit
        """;

    private const string OfGrainFromPostgres =
        """
        SELECT transaction_id::text::bigint, position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger
        WHERE grain_type = @type AND grain_key = @key AND sequence > @sequence ORDER BY sequence LIMIT @limit
        """;

    private const string BackOfGrainFromSqlite =
        """
        SELECT 0, position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger
        WHERE grain_type = @type AND grain_key = @key AND sequence < @sequence ORDER BY sequence DESC LIMIT @limit
        """;

    private const string BackOfGrainFromPostgres =
        """
        SELECT transaction_id::text::bigint, position, grain_type, grain_key, sequence, at, kind, payload, checksum FROM ledger
        WHERE grain_type = @type AND grain_key = @key AND sequence < @sequence ORDER BY sequence DESC LIMIT @limit
        """;

    public async ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(
        LedgerPosition after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ReadAsync(database.Dialect, connection, null, after, limit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<LedgerRow>> ReadGrainAsync(
        string grainType, string grainKey, long afterSequence, int limit, CancellationToken cancellationToken) => ReadGrainAsync(
        database.Dialect == DatabaseDialect.Sqlite ? OfGrainFromSqlite : OfGrainFromPostgres,
        grainType, grainKey, afterSequence, limit, cancellationToken);

    public ValueTask<IReadOnlyList<LedgerRow>> ReadGrainBackAsync(
        string grainType, string grainKey, long beforeSequence, int limit, CancellationToken cancellationToken) => ReadGrainAsync(
        database.Dialect == DatabaseDialect.Sqlite ? BackOfGrainFromSqlite : BackOfGrainFromPostgres,
        grainType, grainKey, beforeSequence, limit, cancellationToken);

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
        string sql, string grainType, string grainKey, long sequence, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            sql, ("type", grainType), ("key", grainKey), ("sequence", sequence), ("limit", limit));
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
