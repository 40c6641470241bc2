using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// The caller's side of ICE: a full, controlling agent (RFC 8445). It checks remote candidates, nominates a pair
/// (regular nomination, section 8.1.1), and keeps asking for consent (RFC 7675). It has no socket and no clock: its
/// owner passes received datagrams in and asks for datagrams to send.
/// </summary>
/// <remarks>
/// <para>It has one base and one component and keeps its role: the side that made the offer controls (section
/// 6.1.1). It does not restart.</para>
/// <para>Times are milliseconds of a monotonic clock. Not thread-safe.</para>
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

    /// <summary>Creates an agent without remote candidates.</summary>
    /// <param name="local">Our credentials, as in the offer.</param>
    /// <param name="remote">The other side's credentials, as in the answer.</param>
    /// <param name="random">Source of transaction ids.</param>
    /// <param name="timings">Retransmission and consent times; by default those of the standards.</param>
    public ControllingIceAgent(
        IceCredentials local, IceCredentials remote, RandomNumberGenerator random, IceTimings? timings = null)
    {
        (_local, _remote, _random, _timings) = (local, remote, random, timings ?? new IceTimings());
        Span<byte> tieBreaker = stackalloc byte[sizeof(ulong)];
        random.GetBytes(tieBreaker);
        _request = new IceRequest(local, remote, BinaryPrimitives.ReadUInt64BigEndian(tieBreaker));
        _checks = new CheckList(_timings);
        _consent = new ConsentFreshness(_timings, random);
    }

    /// <summary>The state of ICE.</summary>
    public IceState State { get; private set; }

    /// <summary>
    /// Where to send packets: the nominated address, before nomination the best valid one; empty if there is none.
    /// </summary>
    public TransportAddress Remote { get; private set; }

    /// <summary>Our address as the other side sees it; empty if unknown.</summary>
    public TransportAddress Mapped { get; private set; }

    /// <summary>Adds a remote candidate. Has no effect after nomination.</summary>
    /// <returns>
    /// Whether it will be checked. False for names, TCP, other components, known addresses, and if the list is full.
    /// </returns>
    public bool AddRemote(IceCandidate candidate)
    {
        return candidate is { Transport: CandidateTransport.Udp, Component: 1, Port: > 0 }
            && State is IceState.Checking or IceState.Connected
            && candidate.Address is { IsEmpty: false } address
            && _checks.Add(address, IcePriority.OfPair(OwnPriority, candidate.Priority)) is not null;
    }

    /// <summary>
    /// Ends the remote candidates (RFC 8838, section 13): the agent fails once all pairs have failed.
    /// </summary>
    public void EndRemote() => _isComplete = true;

    /// <summary>
    /// Asks for consent at once after our own address has changed, so that the other side learns the new one.
    /// </summary>
    public void Move(long now) => _consent.RequestNow(now);

    /// <summary>
    /// Writes the next datagram that is due. Call it until it returns false, and again at <see cref="NextDue"/>.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="datagram">Receives the datagram: <see cref="StunWriter.Enough"/> bytes.</param>
    /// <param name="length">The length of the datagram.</param>
    /// <param name="to">Where to send the datagram.</param>
    public bool TrySend(long now, Span<byte> datagram, out int length, out TransportAddress to)
    {
        (length, to) = (0, default);
        var state = Advance(now);
        if (state == IceState.Completed)
        {
            if (now >= _consent.NextAt)
            {
                to = Remote;
                length = _request.WriteControlling(_consent.BeginRequest(now), useCandidate: true, datagram);
            }
        }
        else if (state is IceState.Checking or IceState.Connected && NextCheck(now) is { } pair)
        {
            to = pair.Remote;
            length = _request.WriteControlling(pair.Check.Id, pair.Check.Nominates, datagram);
        }

        return length > 0;
    }

    /// <summary>When the next datagram is due, as far as is known; <see cref="long.MaxValue"/> if none is.</summary>
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

    /// <summary>Processes a received datagram that looks like STUN.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="from">The sender.</param>
    /// <param name="now">The time.</param>
    /// <param name="response">Receives the response: <see cref="StunWriter.Enough"/> bytes.</param>
    /// <returns>The length of the response; 0 if there is none.</returns>
    public int Receive(ReadOnlySpan<byte> datagram, TransportAddress from, long now, Span<byte> response)
    {
        if (Advance(now) is IceState.Failed or IceState.Expired
            || from.IsEmpty
            || !StunMessage.TryRead(datagram, out var message))
        {
            return 0;
        }

        if (message.Class == StunClass.Request)
        {
            return HandleRequest(message, from, response);
        }

        if (message.Class is StunClass.Success or StunClass.Error)
        {
            HandleResponse(message, from, now);
        }

        return 0;
    }

    /// <summary>Advances time: fails checks without a response, and expires consent.</summary>
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

    /// <summary>Records and returns the pair whose check goes out now; null if none is due.</summary>
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
    /// When to nominate the best valid pair: at once if no better pair is open, otherwise after some patience. Null if
    /// no pair is valid.
    /// </summary>
    private long? NominationAt() => _checks.BestValid is not { } best || _checks.IsNominating
        ? null
        : _checks.HasOpenAbove(best) ? _firstValidAt + _timings.NominationPatienceMs : _firstValidAt;

    /// <summary>Answers a check of the other side and triggers one of ours (RFC 8445, section 7.3).</summary>
    private int HandleRequest(in StunMessage request, TransportAddress from, Span<byte> response)
    {
        var error = IceAnswering.Validate(request, _local, weControl: true);
        if (error != StunError.None)
        {
            return IceAnswering.Refuse(request, _local, error, response);
        }

        if (State != IceState.Completed)
        {
            _ = request.TryGetPriority(out var priority);
            var pair = _checks.Find(from) ?? _checks.Add(from, IcePriority.OfPair(OwnPriority, priority));
            if (pair is not null)
            {
                _checks.Trigger(pair);
            }
        }

        return IceAnswering.Accept(request, _local, from, response);
    }

    /// <summary>Processes the response to a check or a consent request (RFC 8445, section 7.2.5).</summary>
    private void HandleResponse(in StunMessage answer, TransportAddress from, long now)
    {
        var id = answer.Transaction;
        if (State == IceState.Completed)
        {
            if (_consent.Awaits(id, now) && from == Remote && IsSuccess(answer) && answer.IsAuthentic(_remote.PasswordBytes))
            {
                _consent.Confirm(id, now);
            }

            return;
        }

        var pair = _checks.Find(id);
        if (pair is null || pair.State == CandidatePairState.Failed || !answer.IsAuthentic(_remote.PasswordBytes))
        {
            return;
        }

        // RFC 8445, section 7.2.5.2.1: a response from another address is not symmetric, and the check fails.
        if (!IsSuccess(answer) || from != pair.Remote || !answer.TryGetMappedAddress(out var mapped))
        {
            pair.Fail();
            Settle();
            return;
        }

        Mapped = mapped;
        _firstValidAt ??= now;
        if (!pair.Succeed(id))
        {
            Settle();
            return;
        }

        _consent.Begin(now);
        (State, Remote) = (IceState.Completed, pair.Remote);
    }

    private static bool IsSuccess(in StunMessage answer) =>
        answer.Class == StunClass.Success && !answer.HasUnknown(default, out _);

    /// <summary>Derives state and remote address from the pairs, before nomination.</summary>
    private void Settle()
    {
        var best = _checks.BestValid;
        State = best is not null ? IceState.Connected
            : _isComplete && !_checks.IsOpen ? IceState.Failed
            : IceState.Checking;
        Remote = best?.Remote ?? default;
    }
}
