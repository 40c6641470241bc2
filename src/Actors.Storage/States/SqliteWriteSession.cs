using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.States;

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

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    public long ReadToken() => _token.ReadNumber();

    public bool Apply(StateChange change)
    {
        var (statement, binder) = change switch
        {
            { Payload: null } => (_clear, _clear.Bind(change.Key, change.ExpectedVersion)),
            { ExpectedVersion: 0 } => (_insert, _insert.Bind(change.Key, change.NewVersion).Add(change.Partition)),
            _ => (_update, _update.Bind(change.Key, change.ExpectedVersion)),
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
    }
}
