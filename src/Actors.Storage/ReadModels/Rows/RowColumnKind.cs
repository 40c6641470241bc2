namespace Actors.Storage.ReadModels.Rows;

/// <summary>What a column holds.</summary>
internal enum RowColumnKind
{
    /// <summary>Text, compared by its bytes.</summary>
    Text,

    /// <summary>A whole number; times are microseconds since 1970-01-01 UTC.</summary>
    Number,
}
