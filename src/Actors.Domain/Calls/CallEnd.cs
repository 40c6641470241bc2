using Actors.Domain.Entrants.Calls;

namespace Actors.Domain.Calls;

/// <summary>Ends a call or hands it over to staff.</summary>
public static class CallEnd
{
    /// <summary>
    /// How long a person is offered a call-back where no desk is open, before staff are to call back anyway. The camera need
    /// not stay on for longer.
    /// </summary>
    public static readonly TimeSpan Offer = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The earliest moment for a call back: after the delay of the rules, but within the hours for calls. It stays the same
    /// while a person waits for staff.
    /// </summary>
    public static DateTimeOffset CallBackAt(CallState call, CallContext context)
    {
        var (zone, rules) = (context.Programme.Zone, context.Rules);
        var from = call.Stage == CallStage.Queued ? call.Since : context.Now;
        var soonest = from + (context.In(rules.CallBackAfter) - context.Now);
        var date = zone.DateAt(soonest);
        var opens = zone.At(date, rules.WindowFrom);
        return soonest < opens ? opens
            : soonest <= zone.At(date, rules.WindowTo) ? soonest
            : zone.At(date.AddDays(1), rules.WindowFrom);
    }

    /// <summary>Ends the call with an outcome.</summary>
    internal static void End(CallDecision decision, CallOutcome outcome)
    {
        var call = decision.Call;
        var callBackAt = outcome == CallOutcome.CallBack ? CallBackAt(call, decision.Context) : (DateTimeOffset?)null;
        if (call.Stage == CallStage.Queued)
        {
            decision.AddEffectOnce(new CallEffect.StopWaiting(call.Number, decision.State.Subject!.Programme.Id));
        }

        decision.Apply(new CallEvent.Ended(call.Number, decision.Now, outcome, callBackAt));
        decision.AddEffectOnce(new CallEffect.Conclude(new(call.Number, call.Cause, outcome)));
        foreach (var seen in call.Persons.Where(check => check.Face is not null && check.Person != decision.Context.Person))
        {
            // Each member of a family who was checked has an outcome of their own.
            var own = seen.Face!.Outcome == FaceOutcome.Passed ? CallOutcome.Passed : outcome;
            decision.AddEffectOnce(new CallEffect.Conclude(new(call.Number, call.Cause, own), seen.Person));
        }

        decision.AddEffectOnce(new CallEffect.ShowCall());
    }

    /// <summary>
    /// Hands the call over to staff: the person waits in the queue. Where no desk is open, the person waits no longer than
    /// it takes to read that.
    /// </summary>
    internal static void Escalate(CallDecision decision, CallReason reason)
    {
        var wait = decision.Context.HasDesk || decision.Rules.Queue < Offer ? decision.Rules.Queue : Offer;
        decision.Apply(new CallEvent.Escalated(decision.Call.Number, decision.Now, reason, decision.Context.In(wait)));
        decision.AddEffectOnce(new CallEffect.WaitForStaff(decision.Call.Number));
        decision.AddEffectOnce(new CallEffect.ShowCall());
    }

    /// <summary>
    /// Ends a call that does not ring again. The person counts as not answering only if the phone showed every ring, no
    /// connection broke off, and the call rang as often as the rules demand.
    /// </summary>
    internal static void GiveUp(CallDecision decision)
    {
        var call = decision.Call;
        var isShort = call.Cause == CallCause.Planned && call.Unanswered <= decision.Rules.Retries;
        End(
            decision,
            call.BrokenOff > 0 || isShort ? CallOutcome.CallBack
            : call.Cause == CallCause.Requested ? CallOutcome.Withdrawn
            : call.WasHidden ? CallOutcome.NotReached
            : CallOutcome.NotAnswered);
    }
}
