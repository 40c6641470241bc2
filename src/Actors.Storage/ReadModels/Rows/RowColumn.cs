using System.Data.Common;

namespace Actors.Storage.ReadModels.Rows;

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
