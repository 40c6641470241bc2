namespace Actors.Domain.Ledger;

/// <summary>
/// State of a grain that is stored together with its history: the storage writes the state row, the new events and the
/// next due time in one transaction. A state that does not implement it is stored alone.
/// </summary>
public interface ILedgeredState
{
    /// <summary>
    /// Events applied since the last successful write, oldest first, numbered without gaps from the one before.
    /// </summary>
    IReadOnlyList<LedgerEvent> Uncommitted { get; }

    /// <summary>When the grain is due next; <c>null</c> if never.</summary>
    DueTime? NextDue { get; }

    /// <summary>The storage tells the state that everything in <see cref="Uncommitted"/> is durable.</summary>
    void MarkCommitted();
}
