using Actors.Engine.Activations;
using Orleans.Storage;

namespace Actors.Engine.State;

/// <summary>The state of one grain between its object and its storage.</summary>
internal sealed class PersistentState<TState>(Activation activation, StateFacet.Of<TState> facet)
    : IPersistentState<TState>, IGrainState<TState>, IStoredPart
{
    public TState State { get; set; } = Activator.CreateInstance<TState>();

    public string? ETag { get; set; }

    public string? Etag => ETag;

    public bool RecordExists { get; set; }

    public Task ReadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        facet.Storage.ReadStateAsync(facet.Name, activation.GrainId, this, cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        WatchAsync(facet.Storage.WriteStateAsync(facet.Name, activation.GrainId, this, cancellationToken));

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        WatchAsync(facet.Storage.ClearStateAsync(facet.Name, activation.GrainId, this, cancellationToken));

    private async Task WatchAsync(Task change)
    {
        try
        {
            await change;
        }
        catch (InconsistentStateException conflict)
        {
            StateConflicts.Note(conflict, activation);
            throw;
        }
    }
}
