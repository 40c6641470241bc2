using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>What the passing of time asks for.</summary>
public static class CallDueRules
{
    /// <summary>Everything that is due by now.</summary>
    public static Decision<CallEvent, CallEffect> Decide(CallsState state, CallContext context)
    {
        var unfolding = new CallUnfolding(state, context);
        Unfold(unfolding);
        return unfolding.Decide();
    }

    /// <summary>The same, before a command.</summary>
    internal static void Unfold(CallUnfolding unfolding)
    {
        CallPlanRules.DoWhatIsDue(unfolding);
        while (unfolding.State.Call is { } call && call.DueAt <= unfolding.Now)
        {
            GoOn(unfolding, call.Stage);
        }
    }

    private static void GoOn(CallUnfolding unfolding, CallStage stage)
    {
        switch (stage)
        {
            case CallStage.Announced or CallStage.Waiting:
                RingRules.Ring(unfolding);
                break;
            case CallStage.Ringing:
                RingRules.RangOut(unfolding);
                break;
            case CallStage.Checking:
                CheckRules.LookAfter(unfolding);
                break;
            case CallStage.Queued:
                CallEnd.End(unfolding, CallOutcome.CallBack);
                break;
            default:
                throw new InvalidOperationException($"A call that is {stage} is not due.");
        }
    }
}
