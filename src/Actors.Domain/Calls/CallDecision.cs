using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>Collects one decision about the calls of one person.</summary>
internal sealed class CallDecision(CallSchedule schedule, CallContext context)
    : DecisionBuilder<CallSchedule, CallEvent, CallEffect>(schedule)
{
    /// <summary>What the rules know besides the state.</summary>
    public CallContext Context { get; } = context;

    /// <summary>The current call in the working state.</summary>
    public CallState Call => State.Call!;

    /// <summary>The rules of calls.</summary>
    public CallRules Rules => Context.Rules;

    /// <summary>The time on the programme clock.</summary>
    public DateTimeOffset Now => Context.Now;
}

/// <summary>Reasons to refuse a command for a call. The codes are part of the phone protocol.</summary>
public static class CallRefusals
{
    /// <summary>The call is over, or it does not ring now.</summary>
    public static readonly Refusal CallOver = new("call-over");

    /// <summary>Too many calls run now. The call is postponed.</summary>
    public static readonly Refusal CallsFull = new("calls-full");

    /// <summary>Another person answers for this one and is called instead.</summary>
    public static readonly Refusal CarerIsCalled = new("carer-is-called");
}
