namespace Actors.Storage.States;

/// <summary>The store cannot commit now. Nothing was written; the same batch can be tried again.</summary>
/// <param name="reason">The problem, for operators, without data.</param>
/// <param name="innerException">The exception of the driver.</param>
internal sealed class StoreUnavailableException(string reason, Exception innerException) : Exception(reason, innerException);

/// <summary>
/// The connection was lost after the commit was sent and before its answer arrived, so the write may or may not be durable.
/// The grain must read its state again. Writing again is safe: the version check rejects it if the first attempt succeeded.
/// </summary>
public sealed class CommitOutcomeUnknownException(Exception innerException)
    : OrleansException(
        "The connection was lost during a commit, so the write may or may not be durable. Read the state again.", innerException);

/// <summary>
/// The write queue stayed full for too long. Nothing was written; try again later.
/// </summary>
public sealed class StorageBusyException() : OrleansException(
    "The write queue stayed full for too long. Nothing was written; try again later.");

/// <summary>Storage is stopping. Nothing was written.</summary>
public sealed class StorageStoppedException() : OrleansException("Storage is stopping. Nothing was written.");
