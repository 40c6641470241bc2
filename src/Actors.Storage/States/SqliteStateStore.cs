using System.Collections.Concurrent;
using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Actors.Storage.States;

/// <summary>
/// Stores state rows and the ledger in a SQLite file. Its own thread writes, because SQLite blocks the calling thread until
/// the disk has answered. Readers use other connections and do not wait for the writer.
/// </summary>
internal sealed class SqliteStateStore : IStateStore
{
    private const int IdleReaders = 8;
    private readonly SqliteDatabase _database;
    private readonly SqliteWriter _writer;
    private readonly BlockingCollection<(IReadOnlyList<StateChange> Batch, TaskCompletionSource Done)> _work = new(1);
    private readonly ConcurrentBag<SqliteStateReader> _readers = [];
    private readonly Thread _thread;

    public SqliteStateStore(SqliteDatabase database, Fence fence)
    {
        _database = database;
        _writer = new SqliteWriter(database, fence);
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    public int Lanes => 1;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<StoredState?>(Read(key));
    }

    public async ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add((batch, done), cancellationToken);
        await done.Task;
    }

    public ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        _writer.Dispose();
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private StoredState? Read(in StateKey key)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new SqliteStateReader(_database.Open());
        try
        {
            var state = reader.Read(key);
            if (_readers.Count < IdleReaders)
            {
                _readers.Add(reader);
                reader = null;
            }

            return state;
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private void Run()
    {
        foreach (var (batch, done) in _work.GetConsumingEnumerable())
        {
            try
            {
                _writer.Commit(batch);
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }
}

/// <summary>
/// Writes batches through prepared statements. Call it from one thread. After a failure it closes the connection, and the
/// next batch opens a new one.
/// </summary>
internal sealed class SqliteWriter(SqliteDatabase database, Fence fence) : IDisposable
{
    private SqliteWriteSession? _session;

    public void Commit(IReadOnlyList<StateChange> batch)
    {
        if (fence.IsFencedOff)
        {
            throw new FencedOffException();
        }

        var isSent = false;
        fence.ThrowIfLost(database.FindLoss());
        try
        {
            _session ??= new SqliteWriteSession(database);
            _session.Begin();
            CheckFence(_session);
            foreach (var change in batch)
            {
                change.Outcome = _session.Apply(change) ? ChangeOutcome.Done : ChangeOutcome.Conflict;
            }

            isSent = true;
            _session.Commit();
            fence.ThrowIfLost(database.FindLoss()); // What went into a lost file must not be acknowledged.
            if (_session.LastPosition is { } position)
            {
                database.Mark?.NotePosition(position);
            }
        }
        catch (Exception exception)
        {
            // Closing the connection rolls back, even if the disk does not accept a ROLLBACK.
            Dispose();
            throw exception is SqliteException sqlite ? Classify(sqlite, isSent) : exception;
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
    }

    // A log that was written but perhaps not flushed may or may not count after a crash.
    private static Exception Classify(SqliteException exception, bool isSent) => SqliteDatabase.Reason(exception) switch
    {
        not null when isSent && exception.SqliteErrorCode == SQLITE_IOERR => new CommitOutcomeUnknownException(exception),
        { } reason => new StoreUnavailableException(reason, exception),
        null => exception,
    };

    private void CheckFence(SqliteWriteSession session)
    {
        if (fence.Token is { } token && session.ReadToken() != token)
        {
            fence.MarkFencedOff();
            throw new FencedOffException();
        }
    }
}

/// <summary>A connection with the prepared statements of the writer.</summary>
internal sealed class SqliteWriteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _token;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _clear;
    private readonly SqliteStatement _append;

    public SqliteWriteSession(SqliteDatabase database)
    {
        _connection = database.Open(pooled: false);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _token = Prepare("SELECT coalesce(max(token), 0) FROM writer");
        _insert = Prepare("""
            INSERT INTO grain_state (grain_type, grain_key, state_name, version, partition, due_at,
                due_priority, payload, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """);
        _update = Prepare("""
            UPDATE grain_state SET version = version + 1, due_at = ?5, due_priority = ?6, payload = ?7, checksum = ?8
            WHERE grain_type = ?1 AND grain_key = ?2 AND state_name = ?3 AND version = ?4
            """);
        _clear = Prepare("DELETE FROM grain_state WHERE grain_type = ? AND grain_key = ? AND state_name = ? AND version = ?");
        _append = Prepare("""
            INSERT INTO ledger (grain_type, grain_key, sequence, at, kind, payload, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """);
    }

    /// <summary>The ledger position of the last event of the transaction; <c>null</c> if it has none.</summary>
    public long? LastPosition { get; private set; }

    public void Begin()
    {
        LastPosition = null;
        _begin.Execute();
    }

    public void Commit() => _commit.Execute();

    public long ReadToken() => _token.Rebind().ReadRow(static row => row.Number(0)!.Value)!.Value;

    public bool Apply(StateChange change)
    {
        var (statement, binder) = change switch
        {
            { Payload: null } => (_clear, _clear.Bind(change.Key).Add(change.ExpectedVersion)),
            { ExpectedVersion: 0 } => (_insert, _insert.Bind(change.Key).Add(change.NewVersion).Add(change.Partition)),
            _ => (_update, _update.Bind(change.Key).Add(change.ExpectedVersion)),
        };
        if (change.Payload is { } payload)
        {
            binder.Add(change.DueAt).Add((long?)change.DuePriority).Add(payload).Add(change.Checksum);
        }

        if (statement.Execute() == 0)
        {
            return false;
        }

        foreach (var entry in change.Events)
        {
            Append(change.Key, entry);
        }

        return true;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _token.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _clear.Dispose();
        _append.Dispose();
        _connection.Dispose();
    }

    private SqliteStatement Prepare(string sql) => new(_connection, sql);

    private void Append(in StateKey key, in LedgerAppend entry)
    {
        _append.Rebind().Add(key.GrainType).Add(key.GrainKey)
            .Add(entry.Sequence).Add(entry.At).Add(entry.Kind).Add(entry.Payload).Add(entry.Checksum);
        _append.Execute();
        LastPosition = sqlite3_last_insert_rowid(_connection.Handle);
    }
}

/// <summary>
/// A prepared statement, bound by position through the C interface of SQLite. The commands of the driver would cost as much
/// as the database itself, and every write takes this path.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _next;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Restarts binding at the first position.</summary>
    public SqliteStatement Rebind()
    {
        _next = 1;
        return this;
    }

    /// <summary>Restarts binding and binds a key.</summary>
    public SqliteStatement Bind(in StateKey key) => Rebind().Add(key.GrainType).Add(key.GrainKey).Add(key.StateName);

    public SqliteStatement Add(string value)
    {
        Check(sqlite3_bind_text(_statement, _next++, value));
        return this;
    }

    public SqliteStatement Add(long? value)
    {
        Check(value is { } number
            ? sqlite3_bind_int64(_statement, _next++, number)
            : sqlite3_bind_null(_statement, _next++));
        return this;
    }

    public SqliteStatement Add(byte[] value)
    {
        Check(sqlite3_bind_blob(_statement, _next++, value));
        return this;
    }

    /// <summary>Runs the statement. Returns the number of rows it changed.</summary>
    public int Execute()
    {
        try
        {
            Check(sqlite3_step(_statement));
            return sqlite3_changes(_database);
        }
        finally
        {
            // Returns the error of the step again, which has been thrown.
            _ = sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs the statement and reads its only row. Returns <c>null</c> if there is none.</summary>
    public T? ReadRow<T>(Func<SqliteStatement, T> read)
        where T : struct
    {
        try
        {
            var result = sqlite3_step(_statement);
            Check(result);
            return result == SQLITE_ROW ? read(this) : null;
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

    /// <summary>A number of the current row; <c>null</c> if it is NULL.</summary>
    public long? Number(int column) =>
        sqlite3_column_type(_statement, column) == SQLITE_NULL ? null : sqlite3_column_int64(_statement, column);

    /// <summary>A copy of bytes of the current row.</summary>
    public byte[] Bytes(int column) => sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result is not (SQLITE_OK or SQLITE_DONE or SQLITE_ROW))
        {
            throw new SqliteException(
                $"SQLite Error {result}: '{sqlite3_errmsg(_database).utf8_to_string()}'.", result & 0xFF, result);
        }
    }
}

/// <summary>Reads single rows through a prepared statement on its own connection. Not thread-safe.</summary>
internal sealed class SqliteStateReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _select = new(
        connection,
        """
        SELECT version, due_at, due_priority, payload, checksum FROM grain_state
        WHERE grain_type = ? AND grain_key = ? AND state_name = ?
        """);

    public StoredState? Read(in StateKey key) =>
        _select.Bind(key).ReadRow(static row => new StoredState(
            row.Number(0)!.Value, row.Number(1), (DuePriority?)row.Number(2), row.Bytes(3),
            unchecked((uint)row.Number(4)!.Value)));

    public void Dispose()
    {
        _select.Dispose();
        connection.Dispose();
    }
}
