using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Actors.Storage.States;

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

    /// <summary>Restarts binding and binds a key and a version.</summary>
    public SqliteStatement Bind(in StateKey key, long version) =>
        Rebind().Add(key.GrainType).Add(key.GrainKey).Add(key.StateName).Add(version);

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

    /// <summary>Runs the statement. Returns the first column of its only row.</summary>
    public long ReadNumber()
    {
        try
        {
            Check(sqlite3_step(_statement));
            return sqlite3_column_int64(_statement, 0);
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

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
