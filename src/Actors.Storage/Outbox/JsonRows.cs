using System.Globalization;
using System.Text.Json;
using Actors.Storage.Databases;

namespace Actors.Storage.Outbox;

/// <summary>
/// Rows for one statement, as a JSON array of arrays in the parameter <c>@rows</c>. Both databases read the same text, so each
/// statement stands once.
/// </summary>
/// <param name="dialect">The SQL dialect.</param>
internal sealed class JsonRows(DatabaseDialect dialect)
{
    /// <summary>What stands behind FROM.</summary>
    public string Table => dialect == DatabaseDialect.Sqlite
        ? "json_each(@rows)"
        : "json_array_elements(CAST(@rows AS json)) AS rows (value)";

    /// <summary>A column with bytes, written as hexadecimal digits.</summary>
    public string Bytes(int column) => dialect == DatabaseDialect.Sqlite
        ? string.Create(CultureInfo.InvariantCulture, $"unhex(value ->> {column})")
        : string.Create(CultureInfo.InvariantCulture, $"decode(value ->> {column}, 'hex')");

    /// <summary>A column with a number.</summary>
    public static string Number(int column, string type = "bigint") =>
        string.Create(CultureInfo.InvariantCulture, $"CAST(value ->> {column} AS {type})");

    /// <summary>A column with text.</summary>
    public static string Text(int column) => string.Create(CultureInfo.InvariantCulture, $"value ->> {column}");

    /// <summary>The value of <c>@rows</c>. Bytes are written as hexadecimal digits.</summary>
    public static string Write(IEnumerable<object?[]> rows) => JsonSerializer.Serialize(rows);

    /// <summary>Bytes as they stand in a row; <c>null</c> if there are none.</summary>
    public static string? Hex(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Convert.ToHexString(some.Span) : null;
}
