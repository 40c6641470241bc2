namespace Orleans;

/// <summary>A state on its way between a grain and its storage.</summary>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T State { get; set; }

    /// <summary>The version the storage gave; null: none.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the storage holds it.</summary>
    bool RecordExists { get; set; }
}
