using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Storage.Databases;

/// <summary>Creates commands. No other code sets the text of a command.</summary>
public static class DatabaseCommands
{
    /// <summary>Creates a command with named parameters, written <c>@name</c> in both dialects.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="sql">Fixed text, or text built from names in the program; never from input.</param>
    /// <param name="parameters">Names without <c>@</c>, and values; <c>null</c> becomes NULL.</param>
    [SuppressMessage("Security", "CA2100", Justification = "Every caller passes text fixed in the program; see the parameter.")]
    public static DbCommand Command(
        this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <inheritdoc cref="Command(DbConnection, string, ReadOnlySpan{ValueTuple{string, object}})"/>
    public static DbCommand Command(
        this DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = (transaction.Connection
            ?? throw new InvalidOperationException("The transaction is over.")).Command(sql, parameters);
        command.Transaction = transaction;
        return command;
    }
}

/// <summary>
/// Removes deleted bytes from the files of SQLite. Does nothing on PostgreSQL, which removes old rows with the next vacuum.
/// </summary>
public static class Erasure
{
    /// <summary>Makes SQLite overwrite deleted bytes on this connection instead of only marking them as free.</summary>
    public static async Task OverwriteWhatIsDeletedAsync(
        this Database database, DbConnection connection, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await using var command = connection.Command("PRAGMA secure_delete = ON");
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Copies SQLite's write-ahead log into the file and truncates it: it still holds the old page. If a reader blocks the
    /// checkpoint, the next checkpoint does it.
    /// </summary>
    public static async Task EmptyLogAsync(
        this Database database, DbConnection connection, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await using var command = connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
