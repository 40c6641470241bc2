using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>How a call comes to ring, and what follows when nobody answers (SPEC V2).</summary>
public static class RingRules
{
    /// <summary>The person wants to be called now. What is announced or waits rings at once.</summary>
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
            // Whoever asks for it is called however late it is.
            decision.Apply(new CallEvent.Rang(decision.Call.Number, context.Now, context.In(context.Rules.Ring)));
            decision.AddEffectOnce(new CallEffect.ShowCall());
        }

        return decision.Build();
    }

    /// <summary>The phone says that it rings. May be repeated.</summary>
    public static Decision<CallEvent, CallEffect> Show(CallSchedule state, CallContext context, int number)
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
    /// The person does not want to be called now, or hangs up: it rings later. Who waits for staff is called back. May be
    /// repeated: it counts once.
    /// </summary>
    public static Decision<CallEvent, CallEffect> Decline(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { } call || call.Number != number)
        {
            return new() { Refusal = CallRefusals.CallOver };
        }

        if (call.Stage == CallStage.Waiting)
        {
            return Decision<CallEvent, CallEffect>.Nothing; // The same word again, or that of another phone.
        }

        var decision = new CallDecision(state, context);
        if (call.Stage == CallStage.Queued)
        {
            CallEnd.End(decision, CallOutcome.CallBack);
        }
        else
        {
            NotAnswered(decision, declined: true);
        }

        return decision.Build();
    }

    /// <summary>The person answered, and there is no room after all: it rings again later. May be repeated.</summary>
    public static Decision<CallEvent, CallEffect> PutOff(CallSchedule state, CallContext context, int number)
    {
        if (state.Call is not { Stage: CallStage.Announced or CallStage.Ringing or CallStage.Waiting } call
            || call.Number != number || call is { Stage: CallStage.Waiting, WasInterrupted: true })
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        PutOff(decision);
        decision.AddEffectOnce(new CallEffect.ShowCall());
        return decision.Build();
    }

    /// <summary>It rings. When there is no time left for that, or no room for the call, it does not.</summary>
    internal static void Ring(CallDecision decision)
    {
        var endsAt = decision.Context.In(decision.Rules.Ring);
        if (endsAt > decision.Call.Until)
        {
            CallEnd.End(decision, CallOutcome.CallBack); // It fitted when it was set: that it is late is ours.
            return;
        }

        if (!decision.Context.HasRoom)
        {
            PutOff(decision);
        }
        else
        {
            decision.Apply(new CallEvent.Rang(decision.Call.Number, decision.Now, endsAt));
        }

        decision.AddEffectOnce(new CallEffect.ShowCall());
    }

    /// <summary>It has rung long enough. While the platform was away, it rang for nobody.</summary>
    internal static void RangOut(CallDecision decision)
    {
        if (decision.Context.Outages.Overlap(decision.Call.Since, decision.Call.DueAt) > TimeSpan.Zero)
        {
            Ring(decision);
        }
        else
        {
            NotAnswered(decision, declined: false);
        }
    }

    private static void PutOff(CallDecision decision) => decision.Apply(new CallEvent.Interrupted(
        decision.Call.Number, decision.Now, Interruption.NoRoom, decision.Context.In(decision.Context.LaterWhenFull)));

    private static void NotAnswered(CallDecision decision, bool declined)
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
