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

/// <summary>Decides who waits for staff, and in which order (SPEC V6, V8).</summary>
public static class CallQueueRules
{
    /// <summary>
    /// The urgency of a waiting call; lower is served first, and among equals the longest wait. First come people who
    /// asked for staff, then those whose face was not recognised, then everything that a phone call settles.
    /// </summary>
    public static int Urgency(WaitingCall waiting) => waiting.Reason switch
    {
        CallReason.Wish => 0,
        CallReason.FaceFailed or CallReason.FaceUnknown => 1,
        CallReason.PlaceUnknown or CallReason.Connection => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(waiting), waiting.Reason, "This reason is not known."),
    };

    /// <summary>
    /// Adds a person to the queue and removes an earlier call of the same person. Does nothing if the queue is full:
    /// staff then call the person back after the wait.
    /// </summary>
    public static Decision<CallQueueEvent, CallQueueEffect> Enter(CallQueueState state, WaitingCall waiting)
    {
        if (state.Waiting.Any(other => other.Person == waiting.Person && other.Number >= waiting.Number)
            || state.Waiting.Length >= Limits.WaitingCalls)
        {
            return Decision<CallQueueEvent, CallQueueEffect>.Nothing;
        }

        var earlier = state.Waiting.Where(other => other.Person == waiting.Person)
            .Select(other => new CallQueueEvent.Left(other.Person, other.Number));
        return new()
        {
            Events = [.. earlier, new CallQueueEvent.Entered(waiting)],
            Effects = [new CallQueueEffect.UpdateQueuePositions()],
        };
    }

    /// <summary>Removes a call from the queue. Idempotent.</summary>
    public static Decision<CallQueueEvent, CallQueueEffect> Leave(CallQueueState state, EntrantId person, int number) =>
        state.Waiting.Any(other => other.Person == person && other.Number == number)
            ? new() { Events = [new CallQueueEvent.Left(person, number)], Effects = [new CallQueueEffect.UpdateQueuePositions()] }
            : Decision<CallQueueEvent, CallQueueEffect>.Nothing;
}
