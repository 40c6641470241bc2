using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// The pairs of a call in the order of their priority, and those that an incoming check brought to the front (RFC 8445,
/// sections 6.1.2 and 6.1.4).
/// </summary>
/// <param name="timings">When to repeat and when to give up.</param>
internal sealed class CheckList(IceTimings timings)
{
    /// <summary>The most pairs: whoever names more addresses gets the first ones checked.</summary>
    public const int Capacity = 32;

    private readonly List<CandidatePair> _pairs = [];
    private readonly Queue<CandidatePair> _triggered = new();

    /// <summary>The best pair that works.</summary>
    public CandidatePair? BestValid => _pairs.Find(pair => pair.IsValid);

    /// <summary>Whether any pair may still succeed.</summary>
    public bool IsOpen => _pairs.Exists(pair => pair.IsOpen);

    /// <summary>Whether a check is out that chooses a pair.</summary>
    public bool IsNominating => _pairs.Exists(pair => pair.IsBeingNominated);

    /// <summary>Until a check is repeated the first time: RTO (RFC 8445, section 14.3).</summary>
    public long RetransmissionMs => Math.Max(timings.RetransmissionMs, timings.PaceMs * _pairs.Count(pair => pair.IsOpen));

    /// <summary>Adds a pair, unless there is one with the same address or no room.</summary>
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

    /// <summary>The pair with an address.</summary>
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

    /// <summary>The pair that a check belongs to.</summary>
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
    /// The other side checked a pair: it is checked next (RFC 8445, section 7.3.1.4), unless it is known to work.
    /// </summary>
    public void Trigger(CandidatePair pair)
    {
        if (pair.State != CandidatePairState.Succeeded && !pair.IsBeingNominated && !_triggered.Contains(pair))
        {
            pair.Await();
            _triggered.Enqueue(pair);
        }
    }

    /// <summary>Gives up what was repeated often enough.</summary>
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

    /// <summary>A pair whose check is to be repeated now.</summary>
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

    /// <summary>The pair to be checked next, if any.</summary>
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

    /// <summary>Whether a better pair may still succeed.</summary>
    public bool HasOpenAbove(CandidatePair pair) => _pairs.Exists(other => other.IsOpen && other.Priority > pair.Priority);

    /// <summary>When the next check is to be repeated or given up.</summary>
    public long NextRepetitionAt()
    {
        var due = long.MaxValue;
        foreach (var pair in _pairs)
        {
            due = pair.State == CandidatePairState.InProgress ? Math.Min(due, pair.Check.DueAt) : due;
        }

        return due;
    }

    /// <summary>Whether a pair waits to be checked.</summary>
    public bool HasWaiting => _pairs.Exists(pair => pair.State == CandidatePairState.Waiting);
}
