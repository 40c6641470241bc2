using System.Data.Common;
using Actors.Storage.Databases;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Storage.ReadModels.Rows;

/// <summary>
/// A table of a read model that loads and saves many rows at once: with arrays in one statement on PostgreSQL, with one
/// prepared statement per row on SQLite.
/// </summary>
/// <param name="name">The name of the table.</param>
/// <param name="materialize">Creates a row from the columns in their order.</param>
/// <param name="columns">The columns, key columns first.</param>
internal sealed class RowTable<TRow>(string name, Func<DbDataReader, TRow> materialize, params RowColumn<TRow>[] columns)
{
    private readonly string _names = string.Join(", ", columns.Select(column => column.Name));
    private readonly RowColumn<TRow>[] _key = [.. columns.Where(column => column.IsKey)];

    public string Name => name;

    /// <summary>Creates the table.</summary>
    public Task CreateAsync(ReadModelSession session, CancellationToken cancellationToken)
    {
        var isSqlite = session.Dialect == DatabaseDialect.Sqlite;
        var definitions = columns.Select(column =>
            $"{column.Name} {TypeOf(column, isSqlite)}{(column.IsOptional ? "" : " NOT NULL")}");
        return ExecuteAsync(
            session,
            $"CREATE TABLE {session.Table(name)} ({string.Join(", ", definitions)}, PRIMARY KEY ({Names(_key)}))"
            + (isSqlite ? " STRICT, WITHOUT ROWID" : ""),
            cancellationToken);
    }

    /// <summary>Creates an index on columns, optionally with a condition.</summary>
    public Task CreateIndexAsync(ReadModelSession session, string purpose, string on, CancellationToken cancellationToken) =>
        ExecuteAsync(
            session, $"CREATE INDEX {session.Table(name)}_{purpose} ON {session.Table(name)} {on}", cancellationToken);

    /// <summary>Loads the rows whose first columns have one of the values.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="keys">Values of the first columns of the key, or of all; each only once.</param>
    /// <param name="condition">A further condition in SQL, or empty; fixed text.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<List<TRow>> LoadAsync(
        ReadModelSession session, IReadOnlyCollection<object[]> keys, string condition, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>(keys.Count);
        if (keys.Count == 0)
        {
            return rows;
        }

        RowColumn<TRow>[] matched = [.. _key.Take(keys.First().Length)];
        await using var command = session.Command(
            session.Dialect == DatabaseDialect.Sqlite
                ? $"SELECT {_names} FROM {session.Table(name)} WHERE {Matches(matched)}{And(condition)}"
                : $"SELECT {_names} FROM {session.Table(name)} JOIN unnest({Arrays(matched)}) AS wanted ({Names(matched)})"
                    + $" USING ({Names(matched)}){Where(condition)}");
        if (session.Dialect == DatabaseDialect.Postgres)
        {
            BindArrays(command, matched, keys);
            await ReadAsync(command, rows, cancellationToken);
            return rows;
        }

        AddParameters(command, matched);
        foreach (var key in keys)
        {
            Bind(command, key);
            await ReadAsync(command, rows, cancellationToken);
        }

        return rows;
    }

    /// <summary>Inserts rows or replaces those with the same key.</summary>
    public async Task SaveAsync(ReadModelSession session, IReadOnlyCollection<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var isSqlite = session.Dialect == DatabaseDialect.Sqlite;
        var values = isSqlite
            ? $"VALUES ({string.Join(", ", columns.Select(column => $"@{column.Name}"))})"
            : $"SELECT * FROM unnest({Arrays(columns)})";
        var changes = columns.Where(column => !column.IsKey).Select(Change);
        await using var command = session.Command(
            $"INSERT INTO {session.Table(name)} AS kept ({_names}) {values}"
            + $" ON CONFLICT ({Names(_key)}) DO UPDATE SET {string.Join(", ", changes)}");
        if (!isSqlite)
        {
            BindArrays(command, columns, [.. rows.Select(Values)]);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        AddParameters(command, columns);
        foreach (var row in rows)
        {
            Bind(command, Values(row));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Deletes the rows in which columns have given values.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="of">The columns.</param>
    /// <param name="keys">Values of the columns, all of them text; each only once.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task DeleteAsync(
        ReadModelSession session, string[] of, IReadOnlyCollection<object[]> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return;
        }

        RowColumn<TRow>[] matched = [.. of.Select(wanted => columns.Single(column => column.Name == wanted))];
        var isSqlite = session.Dialect == DatabaseDialect.Sqlite;
        await using var command = session.Command(
            $"DELETE FROM {session.Table(name)} WHERE "
            + (isSqlite
                ? Matches(matched)
                : $"({Names(matched)}) IN (SELECT {Names(matched)} FROM unnest({Arrays(matched)}) AS gone ({Names(matched)}))"));
        if (!isSqlite)
        {
            BindArrays(command, matched, keys);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        AddParameters(command, matched);
        foreach (var key in keys)
        {
            Bind(command, key);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string Change(RowColumn<TRow> column) => column.IsSum
        ? $"{column.Name} = kept.{column.Name} + excluded.{column.Name}"
        : $"{column.Name} = excluded.{column.Name}";

    private static string TypeOf(RowColumn<TRow> column, bool isSqlite) => column.Kind switch
    {
        RowColumnKind.Text => isSqlite ? "TEXT" : "text COLLATE \"C\"",
        RowColumnKind.Number or _ => isSqlite ? "INTEGER" : "bigint",
    };

    private static string Names(IEnumerable<RowColumn<TRow>> some) => string.Join(", ", some.Select(column => column.Name));

    private static string Arrays(IEnumerable<RowColumn<TRow>> some) =>
        string.Join(", ", some.Select(column => $"@{column.Name}"));

    private static string Matches(IEnumerable<RowColumn<TRow>> some) =>
        string.Join(" AND ", some.Select(column => $"{column.Name} = @{column.Name}"));

    private static string And(string condition) => condition.Length == 0 ? "" : $" AND {condition}";

    private static string Where(string condition) => condition.Length == 0 ? "" : $" WHERE {condition}";

    private static async Task ExecuteAsync(ReadModelSession session, string sql, CancellationToken cancellationToken)
    {
        await using var command = session.Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddParameters(DbCommand command, IEnumerable<RowColumn<TRow>> some)
    {
        foreach (var column in some)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = column.Name;
            command.Parameters.Add(parameter);
        }
    }

    private static void Bind(DbCommand command, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private static void BindArrays(DbCommand command, RowColumn<TRow>[] some, IReadOnlyCollection<object?[]> rows)
    {
        for (var i = 0; i < some.Length; i++)
        {
            var isText = some[i].Kind == RowColumnKind.Text;
            var index = i;
            command.Parameters.Add(new NpgsqlParameter(
                some[i].Name, NpgsqlDbType.Array | (isText ? NpgsqlDbType.Text : NpgsqlDbType.Bigint))
            {
                Value = isText
                    ? rows.Select(row => (string?)row[index]).ToArray()
                    : rows.Select(row => (long?)row[index]).ToArray(),
            });
        }
    }

    private object?[] Values(TRow row)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = columns[i].Read(row);
        }

        return values;
    }

    private async Task ReadAsync(DbCommand command, List<TRow> rows, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(materialize(reader));
        }
    }
}

/// <summary>
/// A column of a table of a read model. Flags and Booleans are numbers, so that one query works on both databases.
/// </summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Kind">The type of its values.</param>
/// <param name="Read">Gets the value from a row.</param>
internal sealed record RowColumn<TRow>(string Name, RowColumnKind Kind, Func<TRow, object?> Read)
{
    /// <summary>Whether it belongs to the primary key. Key columns come first.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether it may be NULL.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether saving a row adds to the stored value instead of replacing it.</summary>
    public bool IsSum { get; init; }
}

/// <summary>The type of a column.</summary>
internal enum RowColumnKind
{
    /// <summary>Text, compared by its bytes.</summary>
    Text,

    /// <summary>A whole number; times are microseconds since 1970-01-01 UTC.</summary>
    Number,
}

/// <summary>Reads and writes values of columns.</summary>
internal static class RowReading
{
    /// <summary>Reads text or NULL.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Reads a number or NULL.</summary>
    public static long? NumberOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>Reads a Boolean.</summary>
    public static bool IsTrue(this DbDataReader reader, int column) => reader.GetInt64(column) != 0;

    /// <summary>The stored form of a Boolean.</summary>
    public static object Number(bool value) => value ? 1L : 0L;
}
