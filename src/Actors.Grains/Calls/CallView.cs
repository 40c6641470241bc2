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
/// <param name="CallBackAt">
/// When staff call back at the earliest, if the person waits and no desk is open; otherwise <c>null</c>.
/// </param>
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
    [property: Id(11)] CallOutcome? Outcome,
    [property: Id(12)] DateTimeOffset? CallBackAt = null)
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
    public static CallView? Of(CallSchedule state, CallContext context, DateTimeOffset now, int? queuePlace)
    {
        var subject = state.Subject!;
        if (state.Call is { } call)
        {
            var isQueued = call.Stage == CallStage.Queued;
            return new(
                context.Person, subject.Stay, subject.Programme, call.Number, call.Stage, now, NextAt(call, context),
                call.Persons, call.Place is not (null or PlaceOutcome.Unknown), IsOurs(call),
                isQueued && context.HasDesk ? queuePlace : null, null,
                isQueued && !context.HasDesk ? CallEnd.CallBackAt(call, context) : null);
        }

        return state.Last is { } last
            ? new(
                context.Person, subject.Stay, subject.Programme, last.Number, CallStage.Ended, now, last.CallBackAt,
                last.Persons, last.Place is not (null or PlaceOutcome.Unknown), IsOurs: false, null, last.Outcome)
            : null;
    }

    /// <summary>
    /// When the next thing happens. While people are checked, that is the end of the time for the one before the camera:
    /// those who come after keep theirs.
    /// </summary>
    private static DateTimeOffset? NextAt(CallState call, CallContext context)
    {
        if (call is not { Stage: CallStage.Checking, Next: not null })
        {
            return call.DueAt;
        }

        var after = call.Persons.Count(static check => check.Face is null) - 1;
        return after == 0 ? call.Deadline : call.Deadline - (context.In(context.Rules.Check * after) - context.Now);
    }

    private static bool IsOurs(CallState call) => call is { Stage: CallStage.Waiting, WasInterrupted: true };
}
