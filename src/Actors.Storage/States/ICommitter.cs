namespace Actors.Storage.States;

/// <summary>
/// Makes changes durable: through a queue that gathers many into one transaction, or one by one in the caller's turn.
/// </summary>
internal interface ICommitter : IAsyncDisposable
{
    /// <summary>Ends when the change is durable, or fails as <see cref="IStateStore.CommitAsync"/> does for it.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The stored version is another.</exception>
    /// <exception cref="StorageBusyException">The queue stayed full.</exception>
    Task CommitAsync(StateChange change, CancellationToken cancellationToken);
}
