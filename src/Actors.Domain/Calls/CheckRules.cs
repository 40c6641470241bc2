using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>Checks faces and position during a call (SPEC V3, V4, V9).</summary>
public static class CheckRules
{
    /// <summary>
    /// How often the rules check whether a call is still connected. A call that was lost with its server is found at
    /// the next check after the restart.
    /// </summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Answers a call. A person who was cut off may answer again before the server notices: checks and their time limit
    /// then start over, and after too many interruptions staff take over.
    /// </summary>
    public static Decision<CallEvent, CallEffect> Answer(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { } call || call.Number != number)
        {
            return new() { Refusal = CallRefusals.CallOver };
        }

        if (call.Stage == CallStage.Queued)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        if (context.Now >= state.Subject!.EndsAt)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        var decision = new CallDecision(state, context);
        if (call.Stage == CallStage.Checking)
        {
            if (call.BrokenOff >= context.Rules.Resumptions)
            {
                CallEnd.Escalate(decision, CallReason.Connection);
                return decision.Build();
            }

            decision.Apply(new CallEvent.Interrupted(number, context.Now, Interruption.Connection, context.Now));
        }

        var left = decision.Call.Persons.Count(static check => check.Face is null);
        decision.Apply(new CallEvent.Answered(
            number, context.Now, context.In(Look), context.In(context.Rules.Check * Math.Max(1, left))));
        decision.AddEffectOnce(new CallEffect.ShowCall());
        return decision.Build();
    }

    /// <summary>Records the face result of one person. Idempotent: the first result wins.</summary>
    public static Decision<CallEvent, CallEffect> RecordFaceResult(
        CallSchedule state, CallContext context, int number, EntrantId person, FaceResult face)
    {
        if (state.Call is not { Stage: CallStage.Checking } call || call.Number != number || call.Next?.Person != person)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        RecordFace(decision, person, face);
        ConcludeIfComplete(decision);
        return decision.Build();
    }

    /// <summary>
    /// Records the verdict on the position. Idempotent: the first known position wins over an unknown one and is kept.
    /// </summary>
    public static Decision<CallEvent, CallEffect> RecordPlace(
        CallSchedule state, CallContext context, int number, PlaceOutcome place)
    {
        if (state.Call is not { } call || call.Number != number || !IsPlaceAwaited(call, place)
            || call.Place is not (null or PlaceOutcome.Unknown) || call.Place == place)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        decision.Apply(new CallEvent.PlaceJudged(number, context.Now, place));
        ConcludeIfComplete(decision);
        return decision.Build();
    }

    /// <summary>Interrupts a call. It rings again, and after too many interruptions staff take over.</summary>
    public static Decision<CallEvent, CallEffect> Interrupt(
        CallSchedule state, CallContext context, int number, Interruption cause)
    {
        if (state.Call is not { Stage: CallStage.Checking } call || call.Number != number)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        var after = cause == Interruption.NoRoom ? context.LaterWhenFull
            : cause == Interruption.Server ? TimeSpan.Zero // It stops in good order, and its phones have gone to others by now.
            : context.Rules.ResumeAfter;
        Interrupt(decision, cause, after);
        return decision.Build();
    }

    /// <summary>Hands the call over to staff at the wish of the person. Idempotent.</summary>
    public static Decision<CallEvent, CallEffect> AskForPerson(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { } call || call.Number != number)
        {
            return new() { Refusal = CallRefusals.CallOver };
        }

        if (call.Stage == CallStage.Queued)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        CallEnd.Escalate(decision, CallReason.Wish);
        return decision.Build();
    }

    /// <summary>
    /// Checks whether the call is still connected, and ends the check of people when its time is over.
    /// </summary>
    internal static void CheckConnection(CallDecision decision)
    {
        var (call, context) = (decision.Call, decision.Context);
        if (!IsAlive(call, context))
        {
            Interrupt(decision, Interruption.Server, decision.Rules.ResumeAfter);
            return;
        }

        if (call.Next is not null && decision.Now < call.Deadline)
        {
            var lookAt = context.In(Look);
            decision.Apply(new CallEvent.Kept(call.Number, lookAt < call.Deadline ? lookAt : call.Deadline!.Value));
            return;
        }

        // People who were not checked in time get no result, and the position counts as unknown.
        while (decision.Call.Next is { } next)
        {
            RecordFace(decision, next.Person, FaceResult.TimeOut);
        }

        if (decision.Call.Place is null)
        {
            decision.Apply(new CallEvent.PlaceJudged(call.Number, decision.Now, PlaceOutcome.Unknown));
        }

        ConcludeIfComplete(decision);
    }

    /// <summary>
    /// Whether a position is accepted: during the check, and after an interruption if it was on its way.
    /// </summary>
    private static bool IsPlaceAwaited(CallState call, PlaceOutcome place) => call.Stage == CallStage.Checking
        || (call is { Stage: CallStage.Waiting or CallStage.Ringing, BrokenOff: > 0 } && place != PlaceOutcome.Unknown);

    /// <summary>
    /// Whether the call is still connected. While people are checked, pictures must come. While only the position is
    /// missing, it is enough that this process received pictures once.
    /// </summary>
    private static bool IsAlive(CallState call, CallContext context) => context.MediaSeenAt is { } seenAt
        && (call.Next is null || seenAt + (context.In(Look) - context.Now) > context.Now);

    private static void RecordFace(CallDecision decision, EntrantId person, FaceResult face)
    {
        var call = decision.Call;
        var isLast = call.Persons.Count(static check => check.Face is null) == 1;
        var waitUntil = isLast && call.Place is null ? decision.Context.In(decision.Rules.Place) : (DateTimeOffset?)null;
        decision.Apply(new CallEvent.FaceJudged(call.Number, decision.Now, person, face, waitUntil));
        decision.AddEffectOnce(new CallEffect.ShowCall());
    }

    private static void ConcludeIfComplete(CallDecision decision)
    {
        var call = decision.Call;
        if (call.Next is not null || call.Place is not { } place)
        {
            return;
        }

        if (ReasonForStaff(call, place) is { } reason)
        {
            CallEnd.Escalate(decision, reason);
        }
        else
        {
            CallEnd.End(decision, CallOutcome.Passed);
        }
    }

    private static CallReason? ReasonForStaff(CallState call, PlaceOutcome place) =>
        call.Persons.Any(static check => check.Face!.Outcome == FaceOutcome.Failed) ? CallReason.FaceFailed
        : call.Persons.Any(static check => check.Face!.Outcome == FaceOutcome.Unknown) ? CallReason.FaceUnknown
        : place == PlaceOutcome.Unknown ? CallReason.PlaceUnknown
        : null;

    private static void Interrupt(CallDecision decision, Interruption cause, TimeSpan after)
    {
        if (cause != Interruption.NoRoom && decision.Call.BrokenOff >= decision.Rules.Resumptions)
        {
            CallEnd.Escalate(decision, CallReason.Connection);
            return;
        }

        decision.Apply(new CallEvent.Interrupted(decision.Call.Number, decision.Now, cause, decision.Context.In(after)));
        decision.AddEffectOnce(new CallEffect.ShowCall());
    }
}
