using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// Our way out together with one address of the other side (RFC 8445, section 6.1.2). Of its checks the last two are known:
/// an answer to a check that was overtaken by another still tells that the way works.
/// </summary>
/// <param name="remote">The address.</param>
/// <param name="priority">The priority of the pair.</param>
internal sealed class CandidatePair(TransportAddress remote, ulong priority)
{
    private CheckTransaction _earlier;

    /// <summary>The address.</summary>
    public TransportAddress Remote { get; } = remote;

    /// <summary>The priority of the pair.</summary>
    public ulong Priority { get; } = priority;

    /// <summary>What is known of it.</summary>
    public CandidatePairState State { get; private set; }

    /// <summary>Whether a check over it was answered, and none failed since.</summary>
    public bool IsValid { get; private set; }

    /// <summary>The last check.</summary>
    public CheckTransaction Check { get; private set; }

    /// <summary>Whether a check is out that chooses it.</summary>
    public bool IsBeingNominated => State == CandidatePairState.InProgress && Check.Nominates;

    /// <summary>Whether it may still succeed.</summary>
    public bool IsOpen => State is CandidatePairState.Waiting or CandidatePairState.InProgress;

    /// <summary>Notes a new check.</summary>
    public void Begin(CheckTransaction check) =>
        (_earlier, Check, State) = (Check, check, CandidatePairState.InProgress);

    /// <summary>Notes that the check was sent again.</summary>
    public void Repeat(IceTimings timings, long now) => Check = Check.Repeat(timings, now);

    /// <summary>It is to be checked again; the check that is out is not repeated any more.</summary>
    public void Await() => State = CandidatePairState.Waiting;

    /// <summary>It does not work.</summary>
    public void Fail() => (State, IsValid) = (CandidatePairState.Failed, false);

    /// <summary>Whether a transaction is one of its checks.</summary>
    public bool Owns(StunTransactionId id) =>
        (Check.Sent > 0 && Check.Id == id) || (_earlier.Sent > 0 && _earlier.Id == id);

    /// <summary>A check was answered.</summary>
    /// <returns>Whether that chose the pair.</returns>
    public bool Succeed(StunTransactionId id)
    {
        IsValid = true;
        if (Check.Id != id && IsBeingNominated)
        {
            return false;
        }

        State = CandidatePairState.Succeeded;
        return Check.Id == id && Check.Nominates;
    }
}
