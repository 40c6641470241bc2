using Actors.Domain.Entrants;
using Actors.Domain.Ledger;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>What the machine does while it looks: face after face, and the position (SPEC V3, V4, V9).</summary>
public static class CheckRules
{
    /// <summary>
    /// How often a running call is checked. A call that a dying server took with it is found at the next check, which
    /// the sweeper makes after the restart.
    /// </summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The person answers; also one who was cut off and comes back before we knew. Pictures then start again, with the
    /// whole time for them; after too many times staff take over.
    /// </summary>
    public static Decision<CallEvent, CallEffect> Answer(CallsState state, CallContext context, int number)
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

        var unfolding = new CallUnfolding(state, context);
        if (call.Stage == CallStage.Checking)
        {
            if (call.BrokenOff >= context.Rules.Resumptions)
            {
                CallEnd.Escalate(unfolding, CallReason.Connection);
                return unfolding.Decide();
            }

            unfolding.Happen(new CallEvent.Interrupted(number, context.Now, Interruption.Connection, context.Now));
        }

        var left = unfolding.Call.Persons.Count(static check => check.Face is null);
        unfolding.Happen(new CallEvent.Answered(
            number, context.Now, context.In(Look), context.In(context.Rules.Check * Math.Max(1, left))));
        unfolding.Ask(new CallEffect.ShowCall());
        return unfolding.Decide();
    }

    /// <summary>Records the result for one participant. Idempotent: the first result wins.</summary>
    public static Decision<CallEvent, CallEffect> JudgeFace(
        CallsState state, CallContext context, int number, EntrantId person, FaceResult face)
    {
        if (state.Call is not { Stage: CallStage.Checking } call || call.Number != number || call.Next?.Person != person)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        Judge(unfolding, person, face);
        ConcludeWhenComplete(unfolding);
        return unfolding.Decide();
    }

    /// <summary>The position was judged, or there is none. May be repeated: a position counts, once.</summary>
    public static Decision<CallEvent, CallEffect> JudgePlace(
        CallsState state, CallContext context, int number, PlaceOutcome place)
    {
        if (state.Call is not { } call || call.Number != number || !IsPlaceAwaited(call, place)
            || call.Place is not (null or PlaceOutcome.Unknown) || call.Place == place)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        unfolding.Happen(new CallEvent.PlaceJudged(number, context.Now, place));
        ConcludeWhenComplete(unfolding);
        return unfolding.Decide();
    }

    /// <summary>The call broke off. It is offered again, and after too many times a person takes over.</summary>
    public static Decision<CallEvent, CallEffect> Interrupt(
        CallsState state, CallContext context, int number, Interruption cause)
    {
        if (state.Call is not { Stage: CallStage.Checking } call || call.Number != number)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        BreakOff(unfolding, cause);
        return unfolding.Decide();
    }

    /// <summary>The person asks for staff. Idempotent.</summary>
    public static Decision<CallEvent, CallEffect> AskForPerson(CallsState state, CallContext context, int number)
    {
        if (state.Call is not { } call || call.Number != number)
        {
            return new() { Refusal = CallRefusals.CallOver };
        }

        if (call.Stage == CallStage.Queued)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        CallEnd.Escalate(unfolding, CallReason.Wish);
        return unfolding.Decide();
    }

    /// <summary>Time for looking is up, or it is time to look whether the call still goes on.</summary>
    internal static void LookAfter(CallUnfolding unfolding)
    {
        var (call, context) = (unfolding.Call, unfolding.Context);
        if (!IsAlive(call, context))
        {
            BreakOff(unfolding, Interruption.Server);
            return;
        }

        if (call.Next is not null && unfolding.Now < call.Deadline)
        {
            var lookAt = context.In(Look);
            unfolding.Happen(new CallEvent.Kept(call.Number, lookAt < call.Deadline ? lookAt : call.Deadline!.Value));
            return;
        }

        // Of whom time ran out nothing can be said. A position that has not come by now does not come.
        while (unfolding.Call.Next is { } next)
        {
            Judge(unfolding, next.Person, FaceResult.TimeOut);
        }

        if (unfolding.Call.Place is null)
        {
            unfolding.Happen(new CallEvent.PlaceJudged(call.Number, unfolding.Now, PlaceOutcome.Unknown));
        }

        ConcludeWhenComplete(unfolding);
    }

    /// <summary>While the machine looks. A position that was on its way when the call broke off counts as well.</summary>
    private static bool IsPlaceAwaited(CallState call, PlaceOutcome place) => call.Stage == CallStage.Checking
        || (call is { Stage: CallStage.Waiting or CallStage.Ringing, BrokenOff: > 0 } && place != PlaceOutcome.Unknown);

    /// <summary>
    /// Whether the call goes on. While a person is being checked, pictures come. While only the position is waited for,
    /// it is enough that the process is the same.
    /// </summary>
    private static bool IsAlive(CallState call, CallContext context) => context.MediaSeenAt is { } seenAt
        && (call.Next is null || seenAt + (context.In(Look) - context.Now) > context.Now);

    private static void Judge(CallUnfolding unfolding, EntrantId person, FaceResult face)
    {
        var call = unfolding.Call;
        var isLast = call.Persons.Count(static check => check.Face is null) == 1;
        var waitUntil = isLast && call.Place is null ? unfolding.Context.In(unfolding.Rules.Place) : (DateTimeOffset?)null;
        unfolding.Happen(new CallEvent.FaceJudged(call.Number, unfolding.Now, person, face, waitUntil));
        unfolding.Ask(new CallEffect.ShowCall());
    }

    private static void ConcludeWhenComplete(CallUnfolding unfolding)
    {
        var call = unfolding.Call;
        if (call.Next is not null || call.Place is not { } place)
        {
            return;
        }

        if (WhyStaff(call, place) is { } reason)
        {
            CallEnd.Escalate(unfolding, reason);
        }
        else
        {
            CallEnd.End(unfolding, CallOutcome.Passed);
        }
    }

    private static CallReason? WhyStaff(CallState call, PlaceOutcome place) =>
        call.Persons.Any(static check => check.Face!.Outcome == FaceOutcome.Failed) ? CallReason.FaceFailed
        : call.Persons.Any(static check => check.Face!.Outcome == FaceOutcome.Unknown) ? CallReason.FaceUnknown
        : place == PlaceOutcome.Unknown ? CallReason.PlaceUnknown
        : null;

    private static void BreakOff(CallUnfolding unfolding, Interruption cause)
    {
        if (cause != Interruption.NoRoom && unfolding.Call.BrokenOff >= unfolding.Rules.Resumptions)
        {
            CallEnd.Escalate(unfolding, CallReason.Connection);
            return;
        }

        var after = cause == Interruption.NoRoom ? unfolding.Context.LaterWhenFull : unfolding.Rules.ResumeAfter;
        unfolding.Happen(new CallEvent.Interrupted(
            unfolding.Call.Number, unfolding.Now, cause, unfolding.Context.In(after)));
        unfolding.Ask(new CallEffect.ShowCall());
    }
}
