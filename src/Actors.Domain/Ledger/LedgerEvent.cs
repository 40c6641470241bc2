namespace Actors.Domain.Ledger;

/// <summary>One event of one grain. It is never changed, and not removed before its retention ends.</summary>
/// <param name="Sequence">The number of the event among the events of the grain, from 1 without gaps.</param>
/// <param name="At">When the event happened, by the programme clock.</param>
/// <param name="Body">The event: a record whose type has an alias and a schema version in storage.</param>
public sealed record LedgerEvent(long Sequence, DateTimeOffset At, object Body);

/// <summary>
/// A grain state that is stored together with its history. The storage writes the state row, the new events and the
/// next due time in one transaction. A state without this interface is stored alone.
/// </summary>
public interface ILedgeredState
{
    /// <summary>The events since the last successful write, oldest first, numbered without gaps.</summary>
    IReadOnlyList<LedgerEvent> Uncommitted { get; }

    /// <summary>The number of the newest event, committed or not; 0 if there is none.</summary>
    long Sequence { get; }

    /// <summary>When the grain is due next; <c>null</c> if never.</summary>
    DueTime? NextDue { get; }

    /// <summary>Makes an empty state again from all its events: it was damaged, and the ledger was not.</summary>
    /// <param name="history">The events from number 1 without gaps.</param>
    void Replay(IReadOnlyList<LedgerEvent> history);

    /// <summary>
    /// Marks everything in <see cref="Uncommitted"/> as durable. The storage calls it after the commit.
    /// </summary>
    void MarkCommitted();
}

/// <summary>An immutable state that changes only by events.</summary>
public interface IEventSourced<TSelf, in TEvent>
{
    /// <summary>When the state is due next; <c>null</c> if never. Computed from the state alone.</summary>
    DueTime? NextDue { get; }

    /// <summary>Returns the state after an event. It accepts every recorded event.</summary>
    TSelf Apply(TEvent happened);
}
