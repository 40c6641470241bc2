using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>The queue for staff, in the order of service.</summary>
[GenerateSerializer, Immutable, Alias("call-queue-state")]
public sealed record CallQueueState : IEventSourced<CallQueueState, CallQueueEvent>
{
    /// <summary>The waiting calls, next one first.</summary>
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

/// <summary>A call that waits for staff.</summary>
/// <param name="Person">The person whose phone is connected.</param>
/// <param name="Number">The number of the call among the calls of the person.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when the person waits.</param>
[GenerateSerializer, Immutable, Alias("waiting-call")]
public sealed record WaitingCall(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] int Number,
    [property: Id(2)] CallReason Reason,
    [property: Id(3)] DateTimeOffset Since);

/// <summary>An event in the queue for staff.</summary>
public abstract record CallQueueEvent
{
    private CallQueueEvent()
    {
    }

    /// <summary>A call entered the queue.</summary>
    [Alias("call-queue.entered")]
    public sealed record Entered(WaitingCall Waiting) : CallQueueEvent;

    /// <summary>A call left the queue.</summary>
    [Alias("call-queue.left")]
    public sealed record Left(EntrantId Person, int Number) : CallQueueEvent;
}

/// <summary>An effect of a change of the queue, carried out once the change is durable.</summary>
public abstract record CallQueueEffect
{
    private CallQueueEffect()
    {
    }

    /// <summary>All waiting phones learn their position in the queue.</summary>
    public sealed record UpdateQueuePositions : CallQueueEffect;
}
