namespace Actors.Storage.States;

/// <summary>The store cannot commit now. Nothing was written; the same batch may be tried again.</summary>
/// <param name="reason">For operators: what is wrong, without data.</param>
/// <param name="innerException">What the driver said.</param>
internal sealed class StoreUnavailableException(string reason, Exception innerException) : Exception(reason, innerException);

/// <summary>
/// The connection was lost after the commit had been sent and before its answer: the write may or may not be durable.
/// Nobody may take it for either. The grain reads its state again; writing again is safe too, because the version check
/// refuses it if the first attempt did succeed.
/// </summary>
public sealed class CommitOutcomeUnknownException(Exception innerException)
    : OrleansException("The database did not say whether the write was committed. Read the state again.", innerException);

/// <summary>
/// The queue of writes stayed full for longer than a writer may wait. Nothing was written; try again later.
/// </summary>
public sealed class StorageBusyException() : OrleansException(
    "The queue of writes stayed full for longer than a writer may wait. Nothing was written; try again later.");

/// <summary>The storage is being stopped. Nothing was written.</summary>
public sealed class StorageStoppedException() : OrleansException("The storage is being stopped. Nothing was written.");
