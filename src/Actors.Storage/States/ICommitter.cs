namespace Actors.Storage.States;

/// <summary>
/// Makes changes durable.
/// </summary>
internal interface ICommitter : IAsyncDisposable
{
    /// <summary>Completes when the change is durable. Fails like <see cref="IStateStore.CommitAsync"/>.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The stored version differs.</exception>
    /// <exception cref="StorageBusyException">The queue stayed full.</exception>
    Task CommitAsync(StateChange change, CancellationToken cancellationToken);
}
