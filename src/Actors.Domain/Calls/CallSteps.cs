using System.Collections.Immutable;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>A call after what happens to it.</summary>
internal static class CallSteps
{
    /// <summary>The call after the event.</summary>
    public static CallState Apply(CallState call, CallEvent happened) => happened switch
    {
        CallEvent.Rang rang => call with
        {
            Stage = CallStage.Ringing,
            Since = rang.At,
            DueAt = rang.EndsAt,
            WasShown = false,
        },
        CallEvent.Shown => call with { WasShown = true },
        CallEvent.Unanswered unanswered => call with
        {
            Stage = CallStage.Waiting,
            Since = unanswered.At,
            DueAt = unanswered.RetryAt ?? unanswered.At,
            Deadline = null,
            Unanswered = call.Unanswered + 1,
            WasInterrupted = false,
            WasHidden = call.WasHidden || !unanswered.WasShown,
            Persons = Anew(call.Persons),
            Place = Anew(call.Place),
        },
        CallEvent.Answered answered => call with
        {
            Stage = CallStage.Checking,
            Since = answered.At,
            DueAt = answered.LookAt,
            Deadline = answered.Deadline,
            WasShown = true,
        },
        CallEvent.Kept kept => call with { DueAt = kept.LookAt },
        CallEvent.FaceJudged judged => call with
        {
            Persons = With(call.Persons, judged.Person, judged.Face),
            DueAt = judged.WaitUntil ?? call.DueAt,
        },
        CallEvent.PlaceJudged judged => call with { Place = judged.Place },
        CallEvent.Interrupted interrupted => Interrupt(call, interrupted),
        CallEvent.Escalated escalated => call with
        {
            Stage = CallStage.Queued,
            Since = escalated.At,
            DueAt = escalated.Until,
            Reason = escalated.Reason,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "This event is not known."),
    };

    private static CallState Interrupt(CallState call, CallEvent.Interrupted interrupted) => call with
    {
        Stage = CallStage.Waiting,
        Since = interrupted.At,
        DueAt = interrupted.ResumeAt,
        Deadline = null,
        WasInterrupted = true,
        BrokenOff = interrupted.Cause == Interruption.NoRoom ? call.BrokenOff : call.BrokenOff + 1,
        Persons = Anew(call.Persons),
        Place = Anew(call.Place),
    };

    /// <summary>People who were seen are not checked again; the others are.</summary>
    private static ImmutableArray<PersonCheck> Anew(ImmutableArray<PersonCheck> persons) =>
        [.. persons.Select(static check => check.Face?.Outcome == FaceOutcome.Passed ? check : check with { Face = null })];

    /// <summary>Whose location was off may have turned it on by then.</summary>
    private static PlaceOutcome? Anew(PlaceOutcome? place) => place == PlaceOutcome.Unknown ? null : place;

    private static ImmutableArray<PersonCheck> With(ImmutableArray<PersonCheck> persons, EntrantId person, FaceResult face) =>
        [.. persons.Select(check => check.Person == person ? check with { Face = face } : check)];
}
