using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Storage.Databases;

/// <summary>Makes commands. The only place that sets the text of one.</summary>
public static class DatabaseCommands
{
    /// <summary>A command with named parameters. Both dialects write them <c>@name</c>.</summary>
    /// <param name="connection">On it.</param>
    /// <param name="sql">Fixed text, or text put together from names that the program itself gives; never from input.</param>
    /// <param name="parameters">Names without the sign, and values.</param>
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
