using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>What the passing of time asks for.</summary>
public static class CallDueRules
{
    /// <summary>Everything that is due by now.</summary>
    public static Decision<CallEvent, CallEffect> Decide(CallSchedule state, CallContext context)
    {
        var decision = new CallDecision(state, context);
        ApplyDue(decision);
        return decision.Build();
    }

    /// <summary>The same, before a command.</summary>
    internal static void ApplyDue(CallDecision decision)
    {
        CallPlanRules.ApplyDue(decision);
        while (decision.State.Call is { } call && call.DueAt <= decision.Now)
        {
            GoOn(decision, call.Stage);
        }
    }

    private static void GoOn(CallDecision decision, CallStage stage)
    {
        switch (stage)
        {
            case CallStage.Announced or CallStage.Waiting:
                RingRules.Ring(decision);
                break;
            case CallStage.Ringing:
                RingRules.RangOut(decision);
                break;
            case CallStage.Checking:
                CheckRules.LookAfter(decision);
                break;
            case CallStage.Queued:
                CallEnd.End(decision, CallOutcome.CallBack);
                break;
            default:
                throw new InvalidOperationException($"A call that is {stage} is not due.");
        }
    }
}
