using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Storage.Databases;

/// <summary>
/// Runs one statement for many rows of parameters: once, with arrays, on PostgreSQL; prepared once and run for each row on
/// SQLite. An empty batch runs nothing.
/// </summary>
/// <param name="dialect">The dialect of the database.</param>
/// <param name="columns">The names and types of the parameters of a row; names are fixed in the program.</param>
public sealed class RowBatch(DatabaseDialect dialect, params (string Name, RowValue Type)[] columns)
{
    private readonly List<object?[]> _rows = [];
    private readonly string _names = string.Join(", ", columns.Select(column => column.Name));
    private readonly string _parameters = string.Join(", ", columns.Select(column => $"@{column.Name}"));

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows as a table named <c>given</c>, to stand after FROM.</summary>
    public string Rows => IsPostgres
        ? $"unnest({_parameters}) AS given ({_names})"
        : $"(SELECT {string.Join(", ", columns.Select(column => $"@{column.Name} AS {column.Name}"))}) AS given";

    /// <summary>The names of the columns and the rows, to stand after the table in INSERT INTO.</summary>
    public string Values => IsPostgres
        ? $"({_names}) SELECT * FROM unnest({_parameters})"
        : $"({_names}) VALUES ({_parameters})";

    private bool IsPostgres => dialect == DatabaseDialect.Postgres;

    /// <summary>Adds a row, with a value for each column.</summary>
    public void Add(params object?[] values) => _rows.Add(values);

    /// <summary>Runs a statement that returns nothing.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="sql">The statement, with <see cref="Rows"/> or <see cref="Values"/> in it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task ExecuteAsync(DbTransaction transaction, string sql, CancellationToken cancellationToken = default)
    {
        await using var command = transaction.Command(sql);
        await ForEachAsync(command, () => command.ExecuteNonQueryAsync(cancellationToken));
    }

    /// <summary>Runs a query.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction of the connection; <c>null</c> if there is none.</param>
    /// <param name="sql">The query, with <see cref="Rows"/> in it.</param>
    /// <param name="parameters">Further parameters, the same for all rows.</param>
    /// <param name="read">Called for each row of the result.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task ReadAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] parameters,
        Action<DbDataReader> read,
        CancellationToken cancellationToken = default)
    {
        await using var command = connection.Command(sql, parameters);
        command.Transaction = transaction;
        await ForEachAsync(command, async () =>
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                read(reader);
            }
        });
    }

    private async Task ForEachAsync(DbCommand command, Func<Task> run)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        if (IsPostgres)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                command.Parameters.Add(Array(column));
            }

            await run();
            return;
        }

        var parameters = columns.Select(column =>
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = column.Name;
            command.Parameters.Add(parameter);
            return parameter;
        }).ToArray();
        foreach (var row in _rows)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                parameters[column].Value = row[column] ?? DBNull.Value;
            }

            await run();
        }
    }

    private NpgsqlParameter Array(int column) => columns[column].Type switch
    {
        RowValue.Text => Array<string>(column, NpgsqlDbType.Text),
        RowValue.Bytes => Array<byte[]>(column, NpgsqlDbType.Bytea),
        RowValue.Number or _ => Array<long?>(column, NpgsqlDbType.Bigint),
    };

    private NpgsqlParameter Array<T>(int column, NpgsqlDbType type) =>
        new(columns[column].Name, NpgsqlDbType.Array | type) { Value = _rows.Select(row => (T?)row[column]).ToArray() };
}

/// <summary>The type of a value in a batch of rows.</summary>
public enum RowValue
{
    /// <summary>Text, a <see cref="string"/>.</summary>
    Text,

    /// <summary>A whole number, a <see cref="long"/>.</summary>
    Number,

    /// <summary>Bytes, a <c>byte[]</c>.</summary>
    Bytes,
}
