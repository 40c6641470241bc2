using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// The caller's side of one call: the agent that controls (RFC 8445). It checks the addresses of the other side, chooses one
/// (regular nomination, section 8.1.1), and keeps asking whether packets are still welcome (RFC 7675). It owns no socket and
/// no clock: what comes in is handed to it, and it is asked what goes out.
/// </summary>
/// <remarks>
/// <para>It has one way out, one component, and keeps its role: the side that made the offer controls (section 6.1.1), so a
/// conflict of roles is only ever an error of the other side. There is no restart.</para>
/// <para>Times are milliseconds of a monotonic clock. Not for several threads at once.</para>
/// </remarks>
public sealed class ControllingIceAgent
{
    private static readonly uint OwnPriority = IcePriority.Of(IceCandidateKind.Host, IcePriority.BestLocalPreference);

    private readonly IceCredentials _local;
    private readonly IceCredentials _remote;
    private readonly RandomNumberGenerator _random;
    private readonly IceTimings _timings;
    private readonly IceRequest _request;
    private readonly CheckList _checks;
    private readonly ConsentFreshness _consent;
    private long _paceAt = long.MinValue;
    private long? _firstValidAt;
    private bool _isComplete;

    /// <summary>An agent that knows no address yet.</summary>
    /// <param name="local">Ours, as the offer told them.</param>
    /// <param name="remote">The other side's, as the answer told them.</param>
    /// <param name="random">Where transactions come from.</param>
    /// <param name="timings">When to repeat and when to give up.</param>
    public ControllingIceAgent(
        IceCredentials local, IceCredentials remote, RandomNumberGenerator random, IceTimings? timings = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        (_local, _remote, _random, _timings) = (local, remote, random, timings ?? new IceTimings());
        Span<byte> tieBreaker = stackalloc byte[sizeof(ulong)];
        random.GetBytes(tieBreaker);
        _request = new IceRequest(local, remote, BinaryPrimitives.ReadUInt64BigEndian(tieBreaker));
        _checks = new CheckList(_timings);
        _consent = new ConsentFreshness(_timings, random);
    }

    /// <summary>How far it has come.</summary>
    public IceState State { get; private set; }

    /// <summary>Where packets go: the chosen address, before that the best that works; empty when none does.</summary>
    public TransportAddress Remote { get; private set; }

    /// <summary>Our own address as the other side sees it; empty before it told.</summary>
    public TransportAddress Mapped { get; private set; }

    /// <summary>Adds an address of the other side, at any time before one was chosen.</summary>
    /// <returns>Whether it will be checked: not when it is a name, TCP, of another component, known, or one too many.</returns>
    public bool AddRemote(IceCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate is { Transport: CandidateTransport.Udp, Component: 1, Port: > 0 }
            && State is IceState.Checking or IceState.Connected
            && candidate.Address is { IsEmpty: false } address
            && _checks.Add(address, IcePriority.OfPair(OwnPriority, candidate.Priority)) is not null;
    }

    /// <summary>No more addresses will come: when none works, the agent fails.</summary>
    public void EndRemote() => _isComplete = true;

    /// <summary>
    /// Our own address changed: the other side is asked for its consent at once, and so learns the new one without waiting
    /// for the next question.
    /// </summary>
    public void Move(long now) => _consent.Hasten(now);

    /// <summary>Asks what is to be sent now. To be repeated until there is nothing, and again at <see cref="NextDue"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="datagram">Where it is written to: <see cref="StunWriter.Enough"/> bytes.</param>
    /// <param name="length">Its length.</param>
    /// <param name="to">Where to send it.</param>
    public bool TrySend(long now, Span<byte> datagram, out int length, out TransportAddress to)
    {
        (length, to) = (0, default);
        var state = Advance(now);
        if (state == IceState.Completed)
        {
            if (now >= _consent.NextAt)
            {
                to = Remote;
                length = _request.WriteControlling(_consent.Ask(now), useCandidate: true, datagram);
            }
        }
        else if (state is IceState.Checking or IceState.Connected && NextCheck(now) is { } pair)
        {
            to = pair.Remote;
            length = _request.WriteControlling(pair.Check.Id, pair.Check.Nominates, datagram);
        }

        return length > 0;
    }

    /// <summary>When there is something to send again, as far as is known; the end of time when there is nothing.</summary>
    public long NextDue(long now)
    {
        switch (Advance(now))
        {
            case IceState.Completed:
                return Math.Min(_consent.NextAt, _consent.ExpiresAt);
            case IceState.Checking or IceState.Connected:
                var due = _checks.NextRepetitionAt();
                due = _checks.HasWaiting ? Math.Min(due, Math.Max(now, _paceAt)) : due;
                return NominationAt() is { } nomination ? Math.Min(due, Math.Max(nomination, _paceAt)) : due;
            case IceState.Failed or IceState.Expired:
            default:
                return long.MaxValue;
        }
    }

    /// <summary>Takes a datagram that looks like STUN.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="now">The time.</param>
    /// <param name="response">Where an answer is written to: <see cref="StunWriter.Enough"/> bytes.</param>
    public IceReception Receive(ReadOnlySpan<byte> datagram, TransportAddress from, long now, Span<byte> response)
    {
        if (Advance(now) is IceState.Failed or IceState.Expired
            || from.IsEmpty
            || !StunMessage.TryRead(datagram, out var message))
        {
            return default;
        }

        return message.Class switch
        {
            StunClass.Request => TakeRequest(message, from, response),
            StunClass.Success or StunClass.Error => TakeAnswer(message, from, now),
            StunClass.Indication or _ => default,
        };
    }

    /// <summary>Lets time pass: gives up checks that nobody answers, and ends when consent does.</summary>
    public IceState Advance(long now)
    {
        if (State == IceState.Completed)
        {
            (State, Remote) = now >= _consent.ExpiresAt ? (IceState.Expired, default) : (State, Remote);
        }
        else if (State is IceState.Checking or IceState.Connected)
        {
            _checks.GiveUp(now);
            Settle();
        }

        return State;
    }

    /// <summary>The pair whose check goes out now, as it is noted in it; none when nothing is due.</summary>
    private CandidatePair? NextCheck(long now)
    {
        if (_checks.NextRepetition(now) is { } again)
        {
            again.Repeat(_timings, now);
            return again;
        }

        if (now < _paceAt)
        {
            return null;
        }

        var nominates = NominationAt() <= now;
        var pair = nominates ? _checks.BestValid : _checks.NextNew();
        if (pair is not null)
        {
            _paceAt = now + _timings.PaceMs;
            pair.Begin(CheckTransaction.Begin(StunTransactionId.Create(_random), nominates, _checks.RetransmissionMs, now));
        }

        return pair;
    }

    /// <summary>
    /// When the best pair that works is to be chosen: at once when no better one may still work, or after some patience.
    /// </summary>
    private long? NominationAt() => _checks.BestValid is not { } best || _checks.IsNominating
        ? null
        : _checks.HasOpenAbove(best) ? _firstValidAt + _timings.NominationPatienceMs : _firstValidAt;

    /// <summary>The other side checks us, which not every agent does (RFC 8445, section 7.3).</summary>
    private IceReception TakeRequest(in StunMessage request, TransportAddress from, Span<byte> response)
    {
        var error = IceAnswering.Judge(request, _local, weControl: true);
        if (error != StunError.None)
        {
            return new IceReception(IceAnswering.Refuse(request, _local, error, response), IceNews.None);
        }

        var news = IceNews.None;
        if (State != IceState.Completed)
        {
            var pair = _checks.Find(from);
            if (pair is null)
            {
                _ = request.TryGetPriority(out var priority);
                pair = _checks.Add(from, IcePriority.OfPair(OwnPriority, priority));
                news = pair is null ? IceNews.None : IceNews.Learned;
            }

            if (pair is not null)
            {
                _checks.Trigger(pair);
            }
        }

        return new IceReception(IceAnswering.Accept(request, _local, from, response), news);
    }

    /// <summary>A check or a question was answered (RFC 8445, section 7.2.5).</summary>
    private IceReception TakeAnswer(in StunMessage answer, TransportAddress from, long now)
    {
        var id = answer.Transaction;
        if (State == IceState.Completed)
        {
            if (_consent.Awaits(id, now) && from == Remote && IsSuccess(answer) && answer.IsAuthentic(_remote.PasswordBytes))
            {
                _consent.Confirm(id, now);
            }

            return default;
        }

        var pair = _checks.Find(id);
        if (pair is null || pair.State == CandidatePairState.Failed || !answer.IsAuthentic(_remote.PasswordBytes))
        {
            return default;
        }

        // An answer from elsewhere means that packets take one way there and another back: such a pair is of no use.
        if (!IsSuccess(answer) || from != pair.Remote || !answer.TryGetMappedAddress(out var mapped))
        {
            pair.Fail();
            return new IceReception(0, Settle());
        }

        Mapped = mapped;
        _firstValidAt ??= now;
        if (!pair.Succeed(id))
        {
            return new IceReception(0, Settle());
        }

        _consent.Begin(now);
        State = IceState.Completed;
        return new IceReception(0, MoveTo(pair.Remote));
    }

    private static bool IsSuccess(in StunMessage answer) =>
        answer.Class == StunClass.Success && !answer.HasUnknown(default, out _);

    /// <summary>Before a pair is chosen: the state and the address that follow from the pairs.</summary>
    private IceNews Settle()
    {
        var best = _checks.BestValid;
        State = best is not null ? IceState.Connected
            : _isComplete && !_checks.IsOpen ? IceState.Failed
            : IceState.Checking;
        return MoveTo(best?.Remote ?? default);
    }

    private IceNews MoveTo(TransportAddress remote)
    {
        var news = Remote == remote ? IceNews.None : IceNews.Moved;
        Remote = remote;
        return news;
    }
}
