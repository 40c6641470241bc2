namespace Orleans.Core;

/// <summary>One stored state of one grain, whatever its type.</summary>
public interface IStorage
{
    /// <summary>The version last read or written; null: there is none.</summary>
    string? Etag { get; }

    /// <summary>Whether the state was ever written and not cleared since.</summary>
    bool RecordExists { get; }

    /// <summary>Forgets the state.</summary>
    Task ClearStateAsync();

    /// <summary>Stores the state. When it completes, the state is durable.</summary>
    /// <exception cref="Storage.InconsistentStateException">Somebody else has written since. The activation ends.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the state again.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
