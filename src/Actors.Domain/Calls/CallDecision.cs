using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

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

/// <summary>What the rules of calls know besides the state.</summary>
/// <param name="Person">The person whose calls these are.</param>
/// <param name="Programme">The programme of the stay.</param>
/// <param name="PlanKey">The secret from which the times of calls are drawn.</param>
/// <param name="Outages">The outages of the platform that are known so far.</param>
/// <param name="Now">The time on the programme clock, in whole seconds.</param>
/// <param name="Speed">Programme seconds per real second; 1 outside demonstrations and load tests.</param>
/// <param name="HasRoom">Whether the media server has room for one more call.</param>
/// <param name="HasDesk">Whether a member of staff is at a desk to take calls that wait.</param>
/// <param name="MediaSeenAt">
/// When this process last received pictures of the call; <c>null</c> if it received none.
/// </param>
public sealed record CallContext(
    EntrantId Person, Programme Programme, PlanKey PlanKey, KnownOutages Outages, DateTimeOffset Now, double Speed,
    bool HasRoom, bool HasDesk, DateTimeOffset? MediaSeenAt)
{
    /// <summary>The rules of calls.</summary>
    public CallRules Rules => Programme.Calls;

    /// <summary>Whether the programme clock runs at real speed. Calls are planned only then.</summary>
    public bool IsRealTime => IsReal(Speed);

    /// <summary>Whether a speed is that of real time.</summary>
    public static bool IsReal(double speed) => Math.Abs(speed - 1) < 1e-6;

    /// <summary>
    /// How long a call is postponed when too many run. The delay differs from person to person, so that postponed calls
    /// do not all ring at one moment.
    /// </summary>
    public TimeSpan LaterWhenFull => Rules.Postpone + CallSpread.Of(Person, Rules.Postpone);

    /// <summary>
    /// The moment on the programme clock after a span of real time. A phone rings as long as people need, however fast
    /// the programme clock runs. Rounded up to whole seconds, and at least one second from now, so that a slow clock
    /// does not repeat an action at once.
    /// </summary>
    public DateTimeOffset In(TimeSpan span) =>
        Now.AddSeconds(Math.Max(1, Math.Ceiling(span.TotalSeconds * (IsRealTime || Speed <= 0 ? 1 : Speed))));
}

/// <summary>Spreads calls that were postponed at the same moment.</summary>
internal static class CallSpread
{
    private const uint Offset = 2_166_136_261;
    private const uint Factor = 16_777_619;

    /// <summary>
    /// A part of a span, from zero to less than all of it, in whole seconds. It depends on the person only.
    /// </summary>
    public static TimeSpan Of(EntrantId person, TimeSpan span)
    {
        Span<byte> name = stackalloc byte[RecordId.ByteCount];
        person.Record.WriteTo(name);
        var mixed = Offset; // FNV-1a gives the same value in every process.
        foreach (var part in name)
        {
            mixed = unchecked((mixed ^ part) * Factor);
        }

        return TimeSpan.FromSeconds(mixed % (uint)Math.Max(1, span.TotalSeconds));
    }
}

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
