using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;

namespace Actors.Grains.Calls;

/// <summary>Makes of a state what the phone may see of it: never a call that is still planned.</summary>
internal static class CallViews
{
    /// <summary>The call that goes on, or the last one; null: there was none.</summary>
    public static CallView? Of(EntrantId person, CallSchedule state, DateTimeOffset now, int? queuePlace)
    {
        if (state.Subject is not { } subject)
        {
            return null;
        }

        if (state.Call is { } call)
        {
            var next = call.Stage == CallStage.Checking ? call.Deadline : call.DueAt;
            return new(
                person, subject.Stay, subject.Programme, call.Number, call.Stage, now, next, call.Persons,
                call.Place is not (null or PlaceOutcome.Unknown), IsOurs(call),
                call.Stage == CallStage.Queued ? queuePlace : null, null);
        }

        return state.Last is { } last
            ? new(
                person, subject.Stay, subject.Programme, last.Number, CallStage.Ended, now, last.CallBackAt, last.Persons,
                last.Place is not (null or PlaceOutcome.Unknown), IsOurs: false, null, last.Outcome)
            : null;
    }

    private static bool IsOurs(CallState call) => call is { Stage: CallStage.Waiting, WasInterrupted: true };
}
