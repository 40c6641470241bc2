using Npgsql;
using NpgsqlTypes;

namespace Actors.Benchmarks.Durability;

/// <summary>
/// Writes rows over one connection: arrays unnested by prepared statements, or one row by a prepared statement.
/// </summary>
internal sealed class PostgresPeer : IAsyncDisposable
{
    /// <summary>Rows of a batch.</summary>
    public const int BatchRows = 1_000;

    private static long Sequence;

    private readonly NpgsqlConnection _connection;
    private readonly PeerRows _rows;
    private readonly NpgsqlCommand _single;
    private readonly NpgsqlBatch _plain;
    private readonly NpgsqlBatch _ledgered;
    private readonly string[] _keys = new string[BatchRows];
    private readonly short[] _partitions = new short[BatchRows];
    private readonly long?[] _dueAts = new long?[BatchRows];
    private readonly short?[] _duePriorities = new short?[BatchRows];
    private readonly byte[][] _payloads = new byte[BatchRows][];
    private readonly long[] _sequences = new long[BatchRows];
    private readonly byte[][] _eventPayloads = new byte[BatchRows][];
    private ulong _step;

    private PostgresPeer(NpgsqlConnection connection, PeerRows rows)
    {
        _connection = connection;
        _rows = rows;
        _single = new(
            """
            UPDATE grain_state SET version = version + 1, payload = @payload, checksum = checksum + 1
            WHERE grain_type = 'report' AND grain_key = @key AND state_name = 'plain'
            """,
            connection);
        _single.Parameters.Add(new NpgsqlParameter("payload", NpgsqlDbType.Bytea) { Value = Array.Empty<byte>() });
        _single.Parameters.Add(new NpgsqlParameter("key", NpgsqlDbType.Text) { Value = "" });
        _plain = new(connection) { BatchCommands = { Upsert("plain") } };
        _ledgered = new(connection) { BatchCommands = { Upsert("ledgered"), Append() } };
    }

    /// <summary>Connects and prepares.</summary>
    public static async Task<PostgresPeer> OpenAsync(string connectionString, PeerRows rows)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var peer = new PostgresPeer(connection, rows);
        await peer._single.PrepareAsync();
        await peer._plain.PrepareAsync();
        await peer._ledgered.PrepareAsync();
        return peer;
    }

    /// <summary>A thousand rows, and as many events when wanted, in a transaction.</summary>
    public Task WriteBatchAsync(int writer, int writers, bool withEvents)
    {
        for (var each = 0; each < BatchRows; each++)
        {
            var row = _rows.Pick(writer, writers, ++_step);
            var content = (int)(_step % (ulong)_rows.Contents);
            _keys[each] = _rows.Keys[row];
            _partitions[each] = (short)(row % Domain.Limits.DuePartitions);
            _dueAts[each] = withEvents ? (long)(_step * (ulong)_rows.Contents % int.MaxValue) : null;
            _duePriorities[each] = withEvents ? (short)1 : null;
            _payloads[each] = _rows.Payloads[content];
            _sequences[each] = Interlocked.Increment(ref Sequence);
            _eventPayloads[each] = _rows.EventPayloads[content];
        }

        // A batch of statements is a transaction.
        return (withEvents ? _ledgered : _plain).ExecuteNonQueryAsync();
    }

    /// <summary>One row in a transaction.</summary>
    public Task WriteSingleAsync(int writer, int writers)
    {
        _single.Parameters[0].Value = _rows.Payloads[(int)(++_step % (ulong)_rows.Contents)];
        _single.Parameters[1].Value = _rows.Keys[_rows.Pick(writer, writers, _step)];
        return _single.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _single.DisposeAsync();
        await _plain.DisposeAsync();
        await _ledgered.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static NpgsqlParameter<T> ArrayOf<T>(string name, NpgsqlDbType type, T values) =>
        new NpgsqlParameter<T>(name, NpgsqlDbType.Array | type) { TypedValue = values };

    private NpgsqlBatchCommand Upsert(string name) => new(
        $"""
        INSERT INTO grain_state (grain_type, grain_key, state_name, version, partition, due_at, due_priority, payload, checksum)
        SELECT 'report', i.key, '{name}', 1, i.partition, i.due_at, i.due_priority, i.payload, 1
        FROM unnest(@keys, @partitions, @due_ats, @due_priorities, @payloads) AS i (key, partition, due_at, due_priority, payload)
        ON CONFLICT (grain_type, grain_key, state_name) DO UPDATE SET
            version = grain_state.version + 1, due_at = excluded.due_at, due_priority = excluded.due_priority,
            payload = excluded.payload, checksum = excluded.checksum
        """)
    {
        Parameters =
        {
            ArrayOf("keys", NpgsqlDbType.Text, _keys),
            ArrayOf("partitions", NpgsqlDbType.Smallint, _partitions),
            ArrayOf("due_ats", NpgsqlDbType.Bigint, _dueAts),
            ArrayOf("due_priorities", NpgsqlDbType.Smallint, _duePriorities),
            ArrayOf("payloads", NpgsqlDbType.Bytea, _payloads),
        },
    };

    private NpgsqlBatchCommand Append() => new(
        """
        INSERT INTO ledger (grain_type, grain_key, sequence, at, kind, payload, checksum)
        SELECT 'report', i.key, i.sequence, 1, 'bench.position-reported', i.payload, 1
        FROM unnest(@keys, @sequences, @payloads) AS i (key, sequence, payload)
        """)
    {
        Parameters =
        {
            ArrayOf("keys", NpgsqlDbType.Text, _keys),
            ArrayOf("sequences", NpgsqlDbType.Bigint, _sequences),
            ArrayOf("payloads", NpgsqlDbType.Bytea, _eventPayloads),
        },
    };
}
