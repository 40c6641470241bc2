using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

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
