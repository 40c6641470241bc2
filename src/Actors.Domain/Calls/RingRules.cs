using Actors.Domain.Entrants;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>How a call comes to ring, and what follows without an answer (SPEC V2).</summary>
public static class RingRules
{
    /// <summary>The person wants to be called now. What is announced or waits rings at once.</summary>
    public static Decision<CallEvent, CallEffect> Request(CallsState state, CallContext context)
    {
        if (Refuse(state) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var unfolding = new CallUnfolding(state, context);
        CallDueRules.Unfold(unfolding);
        if (unfolding.State.Subject is { HasEnded: true })
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        var isRung = unfolding.State.Call is null or { Stage: CallStage.Announced or CallStage.Waiting };
        if (isRung && !context.HasRoom)
        {
            return new() { Refusal = CallRefusals.CallsFull };
        }

        if (unfolding.State.Call is null)
        {
            unfolding.Happen(new CallEvent.Announced(
                unfolding.State.LastNumber + 1, CallCause.Requested, context.Now, context.Now,
                context.In(context.Rules.Longest), [context.Person, .. unfolding.State.Subject!.Companions]));
        }

        if (isRung)
        {
            // A person who asks for the call gets it however late it is.
            unfolding.Happen(new CallEvent.Rang(unfolding.Call.Number, context.Now, context.In(context.Rules.Ring)));
            unfolding.Ask(new CallEffect.ShowCall());
        }

        return unfolding.Decide();
    }

    /// <summary>The phone says that it rings. May be repeated.</summary>
    public static Decision<CallEvent, CallEffect> Show(CallsState state, CallContext context, int number)
    {
        if (state.Call is not { Stage: CallStage.Ringing, WasShown: false } call || call.Number != number)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        unfolding.Happen(new CallEvent.Shown(number, context.Now));
        return unfolding.Decide();
    }

    /// <summary>
    /// The person does not want to be called now, or hangs up: it rings later. Who waits for staff is called back. May be
    /// repeated: it counts once.
    /// </summary>
    public static Decision<CallEvent, CallEffect> Decline(CallsState state, CallContext context, int number)
    {
        if (state.Call is not { } call || call.Number != number)
        {
            return new() { Refusal = CallRefusals.CallOver };
        }

        if (call.Stage == CallStage.Waiting)
        {
            return Decision<CallEvent, CallEffect>.Nothing; // The same word again, or that of another phone.
        }

        var unfolding = new CallUnfolding(state, context);
        if (call.Stage == CallStage.Queued)
        {
            CallEnd.End(unfolding, CallOutcome.CallBack);
        }
        else
        {
            NotAnswered(unfolding, declined: true);
        }

        return unfolding.Decide();
    }

    /// <summary>The person answered, and there is no room after all: it rings again later. May be repeated.</summary>
    public static Decision<CallEvent, CallEffect> PutOff(CallsState state, CallContext context, int number)
    {
        if (state.Call is not { Stage: CallStage.Announced or CallStage.Ringing or CallStage.Waiting } call
            || call.Number != number || call is { Stage: CallStage.Waiting, WasInterrupted: true })
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        PutOff(unfolding);
        unfolding.Ask(new CallEffect.ShowCall());
        return unfolding.Decide();
    }

    /// <summary>It rings. When there is no time left for that, or no room for the call, it does not.</summary>
    internal static void Ring(CallUnfolding unfolding)
    {
        var endsAt = unfolding.Context.In(unfolding.Rules.Ring);
        if (endsAt > unfolding.Call.Until)
        {
            CallEnd.End(unfolding, CallOutcome.CallBack); // It fitted when it was set: that it is late is ours.
            return;
        }

        if (!unfolding.Context.HasRoom)
        {
            PutOff(unfolding);
        }
        else
        {
            unfolding.Happen(new CallEvent.Rang(unfolding.Call.Number, unfolding.Now, endsAt));
        }

        unfolding.Ask(new CallEffect.ShowCall());
    }

    /// <summary>It has rung long enough. A ring while the platform was away does not count.</summary>
    internal static void RangOut(CallUnfolding unfolding)
    {
        if (unfolding.Context.Outages.Overlap(unfolding.Call.Since, unfolding.Call.DueAt) > TimeSpan.Zero)
        {
            Ring(unfolding);
        }
        else
        {
            NotAnswered(unfolding, declined: false);
        }
    }

    private static void PutOff(CallUnfolding unfolding) => unfolding.Happen(new CallEvent.Interrupted(
        unfolding.Call.Number, unfolding.Now, Interruption.NoRoom, unfolding.Context.In(unfolding.Context.LaterWhenFull)));

    private static void NotAnswered(CallUnfolding unfolding, bool declined)
    {
        var (call, rules) = (unfolding.Call, unfolding.Rules);
        var retryAt = unfolding.Context.In(rules.RetryAfter);
        var isRetried = call.Cause == CallCause.Planned && call.Unanswered < rules.Retries
            && unfolding.Context.In(rules.RetryAfter + rules.Ring) <= call.Until;
        unfolding.Happen(new CallEvent.Unanswered(
            call.Number, unfolding.Now, call.WasShown || declined, declined, isRetried ? retryAt : null));
        unfolding.Ask(new CallEffect.ShowCall());
        if (!isRetried)
        {
            CallEnd.GiveUp(unfolding);
        }
    }

    private static Refusal? Refuse(CallsState state) => state.Subject switch
    {
        null => Refusals.NoStay,
        { HasEnded: true } => Refusals.StayEnded,
        { HasCarer: true } => CallRefusals.CarerIsCalled,
        _ => null,
    };
}
