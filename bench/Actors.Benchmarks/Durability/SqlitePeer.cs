using Microsoft.Data.Sqlite;

namespace Actors.Benchmarks.Durability;

/// <summary>Writes rows through prepared commands of the driver, as its documentation advises for bulk.</summary>
internal sealed class SqlitePeer : IDisposable
{
    /// <summary>Rows of a batch.</summary>
    public const int BatchRows = 1_000;

    private readonly SqliteConnection _connection;
    private readonly PeerRows _rows;
    private readonly SqliteCommand _upsert;
    private readonly SqliteCommand _append;
    private readonly long[] _sequences;
    private ulong _step;

    /// <summary>Takes over the connection.</summary>
    public SqlitePeer(SqliteConnection connection, PeerRows rows)
    {
        _connection = connection;
        _rows = rows;
        _sequences = new long[rows.Count];
        _upsert = connection.CreateCommand();
        _upsert.CommandText =
            """
            INSERT INTO grain_state (grain_type, grain_key, state_name, version, partition, due_at, due_priority, payload, checksum)
            VALUES ('report', @key, @name, 1, @partition, @due_at, @due_priority, @payload, 1)
            ON CONFLICT (grain_type, grain_key, state_name) DO UPDATE SET
                version = version + 1, due_at = excluded.due_at, due_priority = excluded.due_priority,
                payload = excluded.payload, checksum = excluded.checksum
            """;
        _append = connection.CreateCommand();
        _append.CommandText =
            """
            INSERT INTO ledger (grain_type, grain_key, sequence, at, kind, payload, checksum)
            VALUES ('report', @key, @sequence, 1, 'bench.position-reported', @payload, 1)
            """;
        AddParameters(_upsert, ("@key", SqliteType.Text), ("@partition", SqliteType.Integer), ("@due_at", SqliteType.Integer),
            ("@due_priority", SqliteType.Integer), ("@payload", SqliteType.Blob), ("@name", SqliteType.Text));
        AddParameters(_append, ("@key", SqliteType.Text), ("@sequence", SqliteType.Integer), ("@payload", SqliteType.Blob));
    }

    /// <summary>Writes every row once.</summary>
    public void Fill()
    {
        using var transaction = _connection.BeginTransaction();
        Use(transaction);
        for (var row = 0; row < _rows.Count; row++)
        {
            Upsert(row, row % _rows.Contents, isDue: false);
            Upsert(row, row % _rows.Contents, isDue: true);
        }

        transaction.Commit();
    }

    /// <summary>Writes some rows in a transaction.</summary>
    public void Write(int count, bool withEvents)
    {
        using var transaction = _connection.BeginTransaction();
        Use(transaction);
        for (var each = 0; each < count; each++)
        {
            var row = _rows.Pick(writer: 0, writers: 1, ++_step);
            var content = (int)(_step % (ulong)_rows.Contents);
            Upsert(row, content, withEvents);
            if (withEvents)
            {
                Append(row, content);
            }
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _append.Dispose();
        _connection.Dispose();
    }

    private static void AddParameters(SqliteCommand command, params (string Name, SqliteType Type)[] parameters)
    {
        foreach (var (name, type) in parameters)
        {
            command.Parameters.Add(name, type);
        }
    }

    private void Use(SqliteTransaction transaction)
    {
        _upsert.Transaction = transaction;
        _append.Transaction = transaction;
    }

    private void Upsert(int row, int content, bool isDue)
    {
        _upsert.Parameters[0].Value = _rows.Keys[row];
        _upsert.Parameters[1].Value = row % Domain.Limits.DuePartitions;
        _upsert.Parameters[2].Value = isDue ? (long)((_step + (ulong)row) * (ulong)_rows.Contents % int.MaxValue) : DBNull.Value;
        _upsert.Parameters[3].Value = isDue ? 1 : DBNull.Value;
        _upsert.Parameters[4].Value = _rows.Payloads[content];
        _upsert.Parameters[5].Value = isDue ? "ledgered" : "plain";
        _upsert.ExecuteNonQuery();
    }

    private void Append(int row, int content)
    {
        _append.Parameters[0].Value = _rows.Keys[row];
        _append.Parameters[1].Value = ++_sequences[row];
        _append.Parameters[2].Value = _rows.EventPayloads[content];
        _append.ExecuteNonQuery();
    }
}
