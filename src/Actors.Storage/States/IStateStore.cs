using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>Stores state rows and the ledger.</summary>
internal interface IStateStore : IAsyncDisposable
{
    /// <summary>The number of transactions that run in parallel. A grain always uses the same lane.</summary>
    int Lanes { get; }

    /// <summary>Reads the row of a key without checking it. Returns <c>null</c> if there is none.</summary>
    ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the changes and appends the events of those whose version matches, in one transaction, and sets the outcomes
    /// after the commit. A batch must not hold a key twice. An empty batch only tests whether the store can commit.
    /// </summary>
    /// <param name="lane">The lane, from 0 to <see cref="Lanes"/> − 1. A lane runs one transaction at a time.</param>
    /// <param name="batch">The changes.</param>
    /// <param name="cancellationToken">Cancels connecting. A transaction that was sent is not cancelled.</param>
    /// <exception cref="StoreUnavailableException">Nothing was written; the same batch can be tried again.</exception>
    /// <exception cref="CommitOutcomeUnknownException">The batch may or may not have been written.</exception>
    /// <exception cref="FencedOffException">Nothing was written; this process must not write again.</exception>
    /// <exception cref="Exception">
    /// Any other exception: nothing was written, and a change in the batch is faulty.
    /// </exception>
    ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken);
}

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
