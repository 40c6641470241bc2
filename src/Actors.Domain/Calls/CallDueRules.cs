using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>Decides what is due for the calls of a person.</summary>
public static class CallDueRules
{
    /// <summary>Decides everything that is due by now.</summary>
    public static Decision<CallEvent, CallEffect> Decide(CallSchedule state, CallContext context)
    {
        var decision = new CallDecision(state, context);
        ApplyDue(decision);
        return decision.Build();
    }

    /// <summary>Applies everything that is due by now, before a command is judged.</summary>
    internal static void ApplyDue(CallDecision decision)
    {
        CallPlanRules.ApplyDue(decision);
        while (decision.State.Call is { } call && call.DueAt <= decision.Now)
        {
            Advance(decision, call.Stage);
        }
    }

    private static void Advance(CallDecision decision, CallStage stage)
    {
        switch (stage)
        {
            case CallStage.Announced or CallStage.Waiting:
                RingRules.Ring(decision);
                break;
            case CallStage.Ringing:
                RingRules.EndRing(decision);
                break;
            case CallStage.Checking:
                CheckRules.CheckConnection(decision);
                break;
            case CallStage.Queued:
                CallEnd.End(decision, CallOutcome.CallBack);
                break;
            default:
                throw new InvalidOperationException($"A call that is {stage} is not due.");
        }
    }
}
