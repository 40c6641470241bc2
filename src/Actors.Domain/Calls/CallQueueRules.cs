using Actors.Domain.Ledger;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>Who is served first (SPEC V6, V8).</summary>
public static class CallQueueRules
{
    /// <summary>
    /// Lower comes first, and among equals the longest wait: people who asked for staff, then people the face check did
    /// not see, then everything that can be settled by phone.
    /// </summary>
    public static int Urgency(WaitingCall waiting) => waiting.Reason switch
    {
        CallReason.Wish => 0,
        CallReason.FaceFailed or CallReason.FaceUnknown => 1,
        CallReason.PlaceUnknown or CallReason.Connection => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(waiting), waiting.Reason, "This reason is not known."),
    };

    /// <summary>
    /// Adds a person to the queue, in place of an earlier call of the same person. A full queue stays as it is: a
    /// person who is not in it is called back when the wait is over.
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
            Effects = [new CallQueueEffect.TellPlaces()],
        };
    }

    /// <summary>Removes a person from the queue. Idempotent.</summary>
    public static Decision<CallQueueEvent, CallQueueEffect> Leave(CallQueueState state, EntrantId person, int number) =>
        state.Waiting.Any(other => other.Person == person && other.Number == number)
            ? new() { Events = [new CallQueueEvent.Left(person, number)], Effects = [new CallQueueEffect.TellPlaces()] }
            : Decision<CallQueueEvent, CallQueueEffect>.Nothing;
}
