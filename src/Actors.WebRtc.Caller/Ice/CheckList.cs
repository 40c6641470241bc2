using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// The state of a pair (RFC 8445, section 6.1.2.6). With one component and one base no pair is ever frozen.
/// </summary>
internal enum CandidatePairState
{
    /// <summary>No check was sent yet, or another one is due.</summary>
    Waiting = 0,

    /// <summary>A check was sent and has no response yet.</summary>
    InProgress = 1,

    /// <summary>The last check succeeded.</summary>
    Succeeded = 2,

    /// <summary>The last check got no response or an error.</summary>
    Failed = 3,
}

/// <summary>A connectivity check and its retransmissions (RFC 8489, section 6.2.1).</summary>
/// <param name="Id">The transaction, the same in each retransmission.</param>
/// <param name="Nominates">Whether the check nominates the pair.</param>
/// <param name="Sent">How often the check was sent.</param>
/// <param name="RetransmissionMs">The initial RTO.</param>
/// <param name="DueAt">When to send the check again or to give up.</param>
internal readonly record struct CheckTransaction(
    StunTransactionId Id, bool Nominates, int Sent, long RetransmissionMs, long DueAt)
{
    /// <summary>Starts a check.</summary>
    public static CheckTransaction Begin(StunTransactionId id, bool nominates, long retransmissionMs, long now) =>
        new(id, nominates, 1, retransmissionMs, now + retransmissionMs);

    /// <summary>Whether the check was sent as often as allowed (Rc).</summary>
    public bool IsLast(IceTimings timings) => Sent >= timings.Transmissions;

    /// <summary>
    /// Records a retransmission. Each wait is twice the one before; the last one is Rm times the initial RTO.
    /// </summary>
    public CheckTransaction Repeat(IceTimings timings, long now)
    {
        var sent = Sent + 1;
        var pause = sent >= timings.Transmissions ? timings.LastWait * RetransmissionMs : RetransmissionMs << (sent - 1);
        return this with { Sent = sent, DueAt = now + pause };
    }
}

/// <summary>
/// A candidate pair: our base and one remote address (RFC 8445, section 6.1.2). Remembers its last two checks, because
/// a late response to the earlier one still shows that the pair works.
/// </summary>
/// <param name="remote">The remote address.</param>
/// <param name="priority">The priority of the pair.</param>
internal sealed class CandidatePair(TransportAddress remote, ulong priority)
{
    private CheckTransaction _earlier;

    /// <summary>The remote address.</summary>
    public TransportAddress Remote { get; } = remote;

    /// <summary>The priority of the pair.</summary>
    public ulong Priority { get; } = priority;

    /// <summary>The state of the pair.</summary>
    public CandidatePairState State { get; private set; }

    /// <summary>Whether a check succeeded and none has failed since.</summary>
    public bool IsValid { get; private set; }

    /// <summary>The latest check.</summary>
    public CheckTransaction Check { get; private set; }

    /// <summary>Whether a nominating check is under way.</summary>
    public bool IsBeingNominated => State == CandidatePairState.InProgress && Check.Nominates;

    /// <summary>Whether the pair may still succeed.</summary>
    public bool IsOpen => State is CandidatePairState.Waiting or CandidatePairState.InProgress;

    /// <summary>Records a new check.</summary>
    public void Begin(CheckTransaction check) =>
        (_earlier, Check, State) = (Check, check, CandidatePairState.InProgress);

    /// <summary>Records that the check was sent again.</summary>
    public void Repeat(IceTimings timings, long now) => Check = Check.Repeat(timings, now);

    /// <summary>Queues the pair for another check. The current check is not sent again.</summary>
    public void Requeue() => State = CandidatePairState.Waiting;

    /// <summary>Records that the pair does not work.</summary>
    public void Fail() => (State, IsValid) = (CandidatePairState.Failed, false);

    /// <summary>Whether a transaction belongs to one of the pair's checks.</summary>
    public bool Owns(StunTransactionId id) =>
        (Check.Sent > 0 && Check.Id == id) || (_earlier.Sent > 0 && _earlier.Id == id);

    /// <summary>Records a success response (RFC 8445, section 7.2.5.3).</summary>
    /// <returns>Whether it nominates the pair.</returns>
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

/// <summary>
/// The check list of a call: its pairs by priority, and the queue of triggered checks (RFC 8445, sections 6.1.2 and
/// 6.1.4).
/// </summary>
/// <param name="timings">Retransmission times.</param>
internal sealed class CheckList(IceTimings timings)
{
    /// <summary>The largest number of pairs. Further candidates are not checked.</summary>
    public const int Capacity = 32;

    private readonly List<CandidatePair> _pairs = [];
    private readonly Queue<CandidatePair> _triggered = new();

    /// <summary>The valid pair of the highest priority; null if no pair is valid.</summary>
    public CandidatePair? BestValid => _pairs.Find(pair => pair.IsValid);

    /// <summary>Whether a pair may still succeed.</summary>
    public bool IsOpen => _pairs.Exists(pair => pair.IsOpen);

    /// <summary>Whether a nominating check is under way.</summary>
    public bool IsNominating => _pairs.Exists(pair => pair.IsBeingNominated);

    /// <summary>The initial RTO (RFC 8445, section 14.3).</summary>
    public long RetransmissionMs => Math.Max(timings.RetransmissionMs, timings.PaceMs * _pairs.Count(pair => pair.IsOpen));

    /// <summary>Adds a pair; null if its address is known or the list is full.</summary>
    public CandidatePair? Add(TransportAddress remote, ulong priority)
    {
        if (_pairs.Count >= Capacity || Find(remote) is not null)
        {
            return null;
        }

        var pair = new CandidatePair(remote, priority);
        var place = _pairs.FindIndex(other => other.Priority < priority);
        _pairs.Insert(place < 0 ? _pairs.Count : place, pair);
        return pair;
    }

    /// <summary>The pair with a remote address; null if there is none.</summary>
    public CandidatePair? Find(TransportAddress remote)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Remote == remote)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>The pair that a check belongs to; null if there is none.</summary>
    public CandidatePair? Find(StunTransactionId id)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Owns(id))
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>
    /// Queues a triggered check because the other side checked the pair (RFC 8445, section 7.3.1.4). Does nothing if
    /// the pair has succeeded.
    /// </summary>
    public void Trigger(CandidatePair pair)
    {
        if (pair.State != CandidatePairState.Succeeded && !pair.IsBeingNominated && !_triggered.Contains(pair))
        {
            pair.Requeue();
            _triggered.Enqueue(pair);
        }
    }

    /// <summary>Fails the pairs whose last transmission got no response in time.</summary>
    public void GiveUp(long now)
    {
        foreach (var pair in _pairs)
        {
            if (pair.State == CandidatePairState.InProgress && pair.Check.DueAt <= now && pair.Check.IsLast(timings))
            {
                pair.Fail();
            }
        }
    }

    /// <summary>A pair whose check is due to be sent again; null if there is none.</summary>
    public CandidatePair? NextRepetition(long now)
    {
        foreach (var pair in _pairs)
        {
            if (pair.State == CandidatePairState.InProgress && pair.Check.DueAt <= now)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>
    /// The pair to check next, triggered checks first (RFC 8445, section 6.1.4.2); null if there is none.
    /// </summary>
    public CandidatePair? NextNew()
    {
        while (_triggered.TryDequeue(out var pair))
        {
            if (pair.State == CandidatePairState.Waiting)
            {
                return pair;
            }
        }

        return _pairs.Find(pair => pair.State == CandidatePairState.Waiting);
    }

    /// <summary>Whether a pair of higher priority may still succeed.</summary>
    public bool HasOpenAbove(CandidatePair pair) => _pairs.Exists(other => other.IsOpen && other.Priority > pair.Priority);

    /// <summary>When the next check is due to be sent again or to fail.</summary>
    public long NextRepetitionAt()
    {
        var due = long.MaxValue;
        foreach (var pair in _pairs)
        {
            due = pair.State == CandidatePairState.InProgress ? Math.Min(due, pair.Check.DueAt) : due;
        }

        return due;
    }

    /// <summary>Whether a pair waits for its check.</summary>
    public bool HasWaiting => _pairs.Exists(pair => pair.State == CandidatePairState.Waiting);
}
