using System.Collections.Immutable;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>Those who wait for staff, in the order in which they are served.</summary>
[GenerateSerializer, Immutable, Alias("call-queue-state")]
public sealed record CallQueueState : IEventSourced<CallQueueState, CallQueueEvent>
{
    /// <summary>Who waits, the first one first.</summary>
    [Id(0)]
    public ImmutableArray<WaitingCall> Waiting { get; init; } = [];

    /// <inheritdoc/>
    public DueTime? NextDue => null;

    /// <inheritdoc/>
    public CallQueueState Apply(CallQueueEvent happened) => happened switch
    {
        CallQueueEvent.Entered entered => this with
        {
            Waiting = [.. Waiting.Append(entered.Waiting).OrderBy(CallQueueRules.Urgency).ThenBy(waiting => waiting.Since)],
        },
        CallQueueEvent.Left left => this with
        {
            Waiting = Waiting.RemoveAll(waiting => waiting.Person == left.Person && waiting.Number == left.Number),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "This event is not known."),
    };
}
