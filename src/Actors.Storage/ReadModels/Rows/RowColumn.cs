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
