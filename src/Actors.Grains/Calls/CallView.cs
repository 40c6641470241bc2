using System.Collections.Immutable;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Grains.Calls;

/// <summary>What the phone shows of a call.</summary>
/// <param name="Person">Whose phone rings.</param>
/// <param name="Stay">Whose records it belongs to.</param>
/// <param name="Programme">The rules that hold for it.</param>
/// <param name="Number">Its number among the calls of the person.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="At">The programme clock.</param>
/// <param name="Next">When the next thing happens; <c>null</c> if nothing does.</param>
/// <param name="Persons">Who is looked at.</param>
/// <param name="IsPlaceKnown">Whether a position was taken.</param>
/// <param name="IsOurs">Whether it waits because of us: it broke off, or too many run.</param>
/// <param name="QueuePlace">Where the person stands among those who wait for staff; <c>null</c> if it is not yet known.</param>
/// <param name="Outcome">What came of it; <c>null</c> if it goes on.</param>
[GenerateSerializer]
[Alias("call-view")]
[Immutable]
public sealed record CallView(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] StayId Stay,
    [property: Id(2)] ProgrammeVersion Programme,
    [property: Id(3)] int Number,
    [property: Id(4)] CallStage Stage,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] DateTimeOffset? Next,
    [property: Id(7)] ImmutableArray<PersonCheck> Persons,
    [property: Id(8)] bool IsPlaceKnown,
    [property: Id(9)] bool IsOurs,
    [property: Id(10)] int? QueuePlace,
    [property: Id(11)] CallOutcome? Outcome)
{
    /// <summary>The person to be checked now; <c>null</c> if none.</summary>
    public EntrantId? NextPerson => Stage == CallStage.Checking
        ? Persons.FirstOrDefault(static check => check.Face is null)?.Person
        : null;
}

/// <summary>Makes of a state what the phone may see of it: never a call that is still planned.</summary>
internal static class CallViews
{
    /// <summary>The call that goes on, or the last one; <c>null</c> if there was none.</summary>
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
