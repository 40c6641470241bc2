namespace Actors.Domain.Ledger;

/// <summary>State that changes only by events. Immutable: an event gives a new state.</summary>
public interface IEventSourced<TSelf, in TEvent>
{
    /// <summary>When it is due next; <c>null</c> if never. Follows from the state alone.</summary>
    DueTime? NextDue { get; }

    /// <summary>The state after the event. Never refuses: what happened has happened.</summary>
    TSelf Apply(TEvent happened);
}
