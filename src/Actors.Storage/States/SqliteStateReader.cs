using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.States;

/// <summary>
/// Reads single rows through a prepared statement on its own connection. Not thread-safe.
/// </summary>
internal sealed class SqliteStateReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;

    /// <summary>Takes over the connection.</summary>
    public SqliteStateReader(SqliteConnection connection)
    {
        _connection = connection;
        _command = (SqliteCommand)connection.Command(
            """
            SELECT version, due_at, due_priority, payload, checksum FROM grain_state
            WHERE grain_type = @type AND grain_key = @key AND state_name = @name
            """,
            ("type", ""),
            ("key", ""),
            ("name", ""));
    }

    public StoredState? Read(in StateKey key)
    {
        _command.Parameters[0].Value = key.GrainType;
        _command.Parameters[1].Value = key.GrainKey;
        _command.Parameters[2].Value = key.StateName;
        using var reader = _command.ExecuteReader();
        return reader.Read()
            ? new StoredState(
                reader.GetInt64(0),
                reader.IsDBNull(1) ? null : reader.GetInt64(1),
                reader.IsDBNull(2) ? null : (DuePriority)reader.GetInt64(2),
                (byte[])reader.GetValue(3),
                unchecked((uint)reader.GetInt64(4)))
            : null;
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
