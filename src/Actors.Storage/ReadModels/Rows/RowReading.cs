using System.Data.Common;

namespace Actors.Storage.ReadModels.Rows;

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
