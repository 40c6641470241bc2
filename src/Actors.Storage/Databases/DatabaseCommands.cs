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
