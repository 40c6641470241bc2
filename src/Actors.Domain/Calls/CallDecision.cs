using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>A decision about the calls of one person while the rules make it.</summary>
internal sealed class CallDecision(CallSchedule schedule, CallContext context)
    : DecisionBuilder<CallSchedule, CallEvent, CallEffect>(schedule)
{
    /// <summary>What the rules know beside the state.</summary>
    public CallContext Context { get; } = context;

    /// <summary>The current call in the working state.</summary>
    public CallState Call => State.Call!;

    /// <summary>The rules of calls.</summary>
    public CallRules Rules => Context.Rules;

    /// <summary>The programme clock.</summary>
    public DateTimeOffset Now => Context.Now;
}
