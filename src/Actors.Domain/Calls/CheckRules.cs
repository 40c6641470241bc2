using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>What the machine does while it looks: face after face, and the position (SPEC V3, V4, V9).</summary>
public static class CheckRules
{
    /// <summary>
    /// How often somebody looks whether a call still goes on. A call that a server took with it when it died is found at the
    /// next look, which the sweeper makes after the restart.
    /// </summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The person answers; also one who was cut off and comes back before we knew. Pictures begin anew then, and so does the
    /// time for them; after too many times a person takes over.
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

    /// <summary>The machine has looked at somebody. May be repeated: the first word counts.</summary>
    public static Decision<CallEvent, CallEffect> JudgeFace(
        CallSchedule state, CallContext context, int number, EntrantId person, FaceResult face)
    {
        if (state.Call is not { Stage: CallStage.Checking } call || call.Number != number || call.Next?.Person != person)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        Judge(decision, person, face);
        ConcludeWhenComplete(decision);
        return decision.Build();
    }

    /// <summary>The position was judged, or there is none. May be repeated: a position counts, once.</summary>
    public static Decision<CallEvent, CallEffect> JudgePlace(
        CallSchedule state, CallContext context, int number, PlaceOutcome place)
    {
        if (state.Call is not { } call || call.Number != number || !IsPlaceAwaited(call, place)
            || call.Place is not (null or PlaceOutcome.Unknown) || call.Place == place)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        decision.Apply(new CallEvent.PlaceJudged(number, context.Now, place));
        ConcludeWhenComplete(decision);
        return decision.Build();
    }

    /// <summary>The call broke off. It is offered again, and after too many times a person takes over.</summary>
    public static Decision<CallEvent, CallEffect> Interrupt(
        CallSchedule state, CallContext context, int number, Interruption cause)
    {
        if (state.Call is not { Stage: CallStage.Checking } call || call.Number != number)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        BreakOff(decision, cause);
        return decision.Build();
    }

    /// <summary>The person wants to speak to somebody. May be repeated.</summary>
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

    /// <summary>Time for looking is up, or it is time to look whether the call still goes on.</summary>
    internal static void LookAfter(CallDecision decision)
    {
        var (call, context) = (decision.Call, decision.Context);
        if (!IsAlive(call, context))
        {
            BreakOff(decision, Interruption.Server);
            return;
        }

        if (call.Next is not null && decision.Now < call.Deadline)
        {
            var lookAt = context.In(Look);
            decision.Apply(new CallEvent.Kept(call.Number, lookAt < call.Deadline ? lookAt : call.Deadline!.Value));
            return;
        }

        // Of whom time ran out nothing can be said. A position that has not come by now does not come.
        while (decision.Call.Next is { } next)
        {
            Judge(decision, next.Person, FaceResult.TimeOut);
        }

        if (decision.Call.Place is null)
        {
            decision.Apply(new CallEvent.PlaceJudged(call.Number, decision.Now, PlaceOutcome.Unknown));
        }

        ConcludeWhenComplete(decision);
    }

    /// <summary>While the machine looks. A position that was on its way when the call broke off counts as well.</summary>
    private static bool IsPlaceAwaited(CallState call, PlaceOutcome place) => call.Stage == CallStage.Checking
        || (call is { Stage: CallStage.Waiting or CallStage.Ringing, BrokenOff: > 0 } && place != PlaceOutcome.Unknown);

    /// <summary>
    /// Whether the call goes on. While somebody is looked at, pictures come. While only the position is waited for, it is
    /// enough that the process is the same.
    /// </summary>
    private static bool IsAlive(CallState call, CallContext context) => context.MediaSeenAt is { } seenAt
        && (call.Next is null || seenAt + (context.In(Look) - context.Now) > context.Now);

    private static void Judge(CallDecision decision, EntrantId person, FaceResult face)
    {
        var call = decision.Call;
        var isLast = call.Persons.Count(static check => check.Face is null) == 1;
        var waitUntil = isLast && call.Place is null ? decision.Context.In(decision.Rules.Place) : (DateTimeOffset?)null;
        decision.Apply(new CallEvent.FaceJudged(call.Number, decision.Now, person, face, waitUntil));
        decision.AddEffectOnce(new CallEffect.ShowCall());
    }

    private static void ConcludeWhenComplete(CallDecision decision)
    {
        var call = decision.Call;
        if (call.Next is not null || call.Place is not { } place)
        {
            return;
        }

        if (WhyStaff(call, place) is { } reason)
        {
            CallEnd.Escalate(decision, reason);
        }
        else
        {
            CallEnd.End(decision, CallOutcome.Passed);
        }
    }

    private static CallReason? WhyStaff(CallState call, PlaceOutcome place) =>
        call.Persons.Any(static check => check.Face!.Outcome == FaceOutcome.Failed) ? CallReason.FaceFailed
        : call.Persons.Any(static check => check.Face!.Outcome == FaceOutcome.Unknown) ? CallReason.FaceUnknown
        : place == PlaceOutcome.Unknown ? CallReason.PlaceUnknown
        : null;

    private static void BreakOff(CallDecision decision, Interruption cause)
    {
        if (cause != Interruption.NoRoom && decision.Call.BrokenOff >= decision.Rules.Resumptions)
        {
            CallEnd.Escalate(decision, CallReason.Connection);
            return;
        }

        var after = cause == Interruption.NoRoom ? decision.Context.LaterWhenFull : decision.Rules.ResumeAfter;
        decision.Apply(new CallEvent.Interrupted(
            decision.Call.Number, decision.Now, cause, decision.Context.In(after)));
        decision.AddEffectOnce(new CallEffect.ShowCall());
    }
}
