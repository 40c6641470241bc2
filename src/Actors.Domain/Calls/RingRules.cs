using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>Lets a call ring and decides what follows if it is not answered (SPEC V2).</summary>
public static class RingRules
{
    /// <summary>Calls the person at their own request. A call that is announced or waits rings at once.</summary>
    public static Decision<CallEvent, CallEffect> Request(CallSchedule state, CallContext context)
    {
        if (Refuse(state) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var decision = new CallDecision(state, context);
        CallDueRules.ApplyDue(decision);
        if (decision.State.Subject is { HasEnded: true })
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        var isRung = decision.State.Call is null or { Stage: CallStage.Announced or CallStage.Waiting };
        if (isRung && !context.HasRoom)
        {
            return new() { Refusal = CallRefusals.CallsFull };
        }

        if (decision.State.Call is null)
        {
            decision.Apply(new CallEvent.Announced(
                decision.State.LastNumber + 1, CallCause.Requested, context.Now, context.Now,
                context.In(context.Rules.Longest), [context.Person, .. decision.State.Subject!.Companions]));
        }

        if (isRung)
        {
            // A requested call rings at any hour.
            decision.Apply(new CallEvent.Rang(decision.Call.Number, context.Now, context.In(context.Rules.Ring)));
            decision.AddEffectOnce(new CallEffect.ShowCall());
        }

        return decision.Build();
    }

    /// <summary>Records that the phone rings. Idempotent.</summary>
    public static Decision<CallEvent, CallEffect> ConfirmRinging(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { Stage: CallStage.Ringing, WasShown: false } call || call.Number != number)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        decision.Apply(new CallEvent.Shown(number, context.Now));
        return decision.Build();
    }

    /// <summary>
    /// Declines or ends a call. It rings again later; a person who waits for staff is called back. Idempotent.
    /// </summary>
    public static Decision<CallEvent, CallEffect> Decline(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { } call || call.Number != number)
        {
            return new() { Refusal = CallRefusals.CallOver };
        }

        if (call.Stage == CallStage.Waiting)
        {
            return Decision<CallEvent, CallEffect>.Nothing; // A repeat, or another phone of the person.
        }

        var decision = new CallDecision(state, context);
        if (call.Stage == CallStage.Queued)
        {
            CallEnd.End(decision, CallOutcome.CallBack);
        }
        else
        {
            RecordNoAnswer(decision, declined: true);
        }

        return decision.Build();
    }

    /// <summary>Postpones an answered call because there is no room for it. It rings again later. Idempotent.</summary>
    public static Decision<CallEvent, CallEffect> Postpone(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { Stage: CallStage.Announced or CallStage.Ringing or CallStage.Waiting } call
            || call.Number != number || call is { Stage: CallStage.Waiting, WasInterrupted: true })
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        Postpone(decision);
        decision.AddEffectOnce(new CallEffect.ShowCall());
        return decision.Build();
    }

    /// <summary>Lets the call ring, ends it if no time is left, or postpones it if there is no room.</summary>
    internal static void Ring(CallDecision decision)
    {
        var endsAt = decision.Context.In(decision.Rules.Ring);
        if (endsAt > decision.Call.Until)
        {
            CallEnd.End(decision, CallOutcome.CallBack); // The delay is the platform's, so staff call back.
            return;
        }

        if (!decision.Context.HasRoom)
        {
            Postpone(decision);
        }
        else
        {
            decision.Apply(new CallEvent.Rang(decision.Call.Number, decision.Now, endsAt));
        }

        decision.AddEffectOnce(new CallEffect.ShowCall());
    }

    /// <summary>Ends a ring. A ring during an outage does not count and is repeated.</summary>
    internal static void EndRing(CallDecision decision)
    {
        if (decision.Context.Outages.Overlap(decision.Call.Since, decision.Call.DueAt) > TimeSpan.Zero)
        {
            Ring(decision);
        }
        else
        {
            RecordNoAnswer(decision, declined: false);
        }
    }

    private static void Postpone(CallDecision decision) => decision.Apply(new CallEvent.Interrupted(
        decision.Call.Number, decision.Now, Interruption.NoRoom, decision.Context.In(decision.Context.LaterWhenFull)));

    private static void RecordNoAnswer(CallDecision decision, bool declined)
    {
        var (call, rules) = (decision.Call, decision.Rules);
        var retryAt = decision.Context.In(rules.RetryAfter);
        var isRetried = call.Cause == CallCause.Planned && call.Unanswered < rules.Retries
            && decision.Context.In(rules.RetryAfter + rules.Ring) <= call.Until;
        decision.Apply(new CallEvent.Unanswered(
            call.Number, decision.Now, call.WasShown || declined, declined, isRetried ? retryAt : null));
        decision.AddEffectOnce(new CallEffect.ShowCall());
        if (!isRetried)
        {
            CallEnd.GiveUp(decision);
        }
    }

    private static Refusal? Refuse(CallSchedule state) => state.Subject switch
    {
        null => Refusals.NoStay,
        { HasEnded: true } => Refusals.StayEnded,
        { HasCarer: true } => CallRefusals.CarerIsCalled,
        _ => null,
    };
}
