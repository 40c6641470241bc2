namespace Actors.Storage.States;

/// <summary>
/// The queue of writes stayed full for longer than a writer may wait. Nothing was written; try again later.
/// </summary>
public sealed class StorageBusyException() : OrleansException(
    "The queue of writes stayed full for longer than a writer may wait. Nothing was written; try again later.");
