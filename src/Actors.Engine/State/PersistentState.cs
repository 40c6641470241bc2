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

    private IGrainStorage Storage => facet.Storage;

    private string Name => facet.Name;

    private GrainId GrainId => activation.GrainId;

    public Task ReadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        Storage.ReadStateAsync(Name, GrainId, this, cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        WatchAsync(static (self, token) => self.Storage.WriteStateAsync(self.Name, self.GrainId, self, token), cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        WatchAsync(static (self, token) => self.Storage.ClearStateAsync(self.Name, self.GrainId, self, token), cancellationToken);

    private async Task WatchAsync(
        Func<PersistentState<TState>, CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        try
        {
            await change(this, cancellationToken);
        }
        catch (InconsistentStateException conflict)
        {
            StateConflicts.Note(conflict, activation);
            throw;
        }
    }
}
