using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>Where state rows and the ledger are kept: in memory, in SQLite, on PostgreSQL.</summary>
internal interface IStateStore : IAsyncDisposable
{
    /// <summary>How many transactions it can carry side by side. A grain always uses the same lane.</summary>
    int Lanes { get; }

    /// <summary>The row of a key as stored, unchecked; null: there is none.</summary>
    ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out the changes and appends the events of those whose version matched, in one transaction, and sets their
    /// outcomes once it is durable. No key may be there twice. An empty batch only tries whether the store could commit.
    /// </summary>
    /// <param name="lane">From 0 to <see cref="Lanes"/> − 1; one transaction at a time in each.</param>
    /// <param name="batch">The changes.</param>
    /// <param name="cancellationToken">Gives up connecting. A transaction once sent is waited for.</param>
    /// <exception cref="StoreUnavailableException">Nothing was written; the same batch may be tried again.</exception>
    /// <exception cref="CommitOutcomeUnknownException">It may or may not have been written.</exception>
    /// <exception cref="FencedOffException">Nothing was written and never will be.</exception>
    /// <exception cref="Exception">Any other: nothing was written, and something in the batch is at fault.</exception>
    ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken);
}
