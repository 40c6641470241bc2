using System.Data.Common;

namespace Actors.Storage.ReadModels.Rows;

/// <summary>
/// A column of a read model's table. Flags and yes or no are numbers, so that one question suits both databases.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Read">Its value in a row.</param>
internal sealed record RowColumn<TRow>(string Name, RowColumnKind Kind, Func<TRow, object?> Read)
{
    /// <summary>Whether it is part of what tells rows apart. Those come first.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether a row may have nothing there.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether a saved row adds to what is there instead of taking its place.</summary>
    public bool IsSum { get; init; }
}

/// <summary>What a column holds.</summary>
internal enum RowColumnKind
{
    /// <summary>Text, compared by its bytes.</summary>
    Text,

    /// <summary>A whole number; times are microseconds since 1970-01-01 UTC.</summary>
    Number,
}

/// <summary>Reads columns as rows of read models hold them.</summary>
internal static class RowReading
{
    /// <summary>Text that may be missing.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A number that may be missing.</summary>
    public static long? NumberOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>Yes or no.</summary>
    public static bool IsTrue(this DbDataReader reader, int column) => reader.GetInt64(column) != 0;

    /// <summary>As it is stored.</summary>
    public static object Number(bool value) => value ? 1L : 0L;
}
