namespace Actors.Domain.Calls;

/// <summary>How a call ends.</summary>
internal static class CallEnd
{
    /// <summary>It is over, with an outcome.</summary>
    public static void End(CallUnfolding unfolding, CallOutcome outcome)
    {
        var call = unfolding.Call;
        var callBackAt = outcome == CallOutcome.CallBack ? CallBackAt(unfolding.Context) : (DateTimeOffset?)null;
        if (call.Stage == CallStage.Queued)
        {
            unfolding.Ask(new CallEffect.StopWaiting(call.Number, unfolding.State.Subject!.Programme.Id));
        }

        unfolding.Happen(new CallEvent.Ended(call.Number, unfolding.Now, outcome, callBackAt));
        unfolding.Ask(new CallEffect.Conclude(new(call.Number, call.Cause, outcome)));
        foreach (var seen in call.Persons.Where(check => check.Face is not null && check.Person != unfolding.Context.Person))
        {
            // In a family everybody who was looked at has an outcome of their own.
            var own = seen.Face!.Outcome == FaceOutcome.Passed ? CallOutcome.Passed : outcome;
            unfolding.Ask(new CallEffect.Conclude(new(call.Number, call.Cause, own), seen.Person));
        }

        unfolding.Ask(new CallEffect.ShowCall());
    }

    /// <summary>A person is to take over: the caller waits for one.</summary>
    public static void Escalate(CallUnfolding unfolding, CallReason reason)
    {
        unfolding.Happen(new CallEvent.Escalated(
            unfolding.Call.Number, unfolding.Now, reason, unfolding.Context.In(unfolding.Rules.Queue)));
        unfolding.Ask(new CallEffect.WaitForStaff(unfolding.Call.Number));
        unfolding.Ask(new CallEffect.ShowCall());
    }

    /// <summary>
    /// Records that the call was not answered and does not ring again. It is not held against a person who was never
    /// reached, who answered and was cut off, or who was called less often than the rules say because no time was left.
    /// </summary>
    public static void GiveUp(CallUnfolding unfolding)
    {
        var call = unfolding.Call;
        var isShort = call.Cause == CallCause.Planned && call.Unanswered <= unfolding.Rules.Retries;
        End(
            unfolding,
            call.BrokenOff > 0 || isShort ? CallOutcome.CallBack
            : call.Cause == CallCause.Requested ? CallOutcome.Withdrawn
            : call.WasHidden ? CallOutcome.NotReached
            : CallOutcome.NotAnswered);
    }

    /// <summary>As soon as the rules say, by day; otherwise when the next day begins.</summary>
    private static DateTimeOffset CallBackAt(CallContext context)
    {
        var (zone, rules) = (context.Programme.Zone, context.Rules);
        var soonest = context.In(rules.CallBackAfter);
        var date = zone.DateAt(soonest);
        var opens = zone.At(date, rules.WindowFrom);
        return soonest < opens ? opens
            : soonest <= zone.At(date, rules.WindowTo) ? soonest
            : zone.At(date.AddDays(1), rules.WindowFrom);
    }
}
