using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The checks that the endpoint sends. Before the phone has checked us, they go to candidates on this machine: ICE lite
/// does not require them, but Firefox on the same machine waits for one. Each address that has checked us is checked in
/// turn, which proves that it gets what we send. Later checks measure the round trip.
/// </summary>
internal sealed class ConnectivityChecks(IceLiteAgent agent, VideoAgreement agreement, EndpointParts parts)
{
    private readonly List<IceCandidate> _candidates =
        [.. agreement.Candidates.Where(IsUsable).Take(SessionLimits.ProbedCandidates)];
    private readonly Dictionary<TransportAddress, Asked> _asked = [];
    private long _dueAt = parts.Clock.Now + SessionLimits.FirstProbeMs;
    private int _rounds;

    /// <summary>The latest round trip in milliseconds; null if not measured.</summary>
    public long? RoundTripMs { get; private set; }

    /// <summary>Adds a candidate that the phone sent after its offer.</summary>
    public void Add(IceCandidate candidate)
    {
        if (IsUsable(candidate) && _candidates.Count < SessionLimits.ProbedCandidates)
        {
            _candidates.Add(candidate);
        }
    }

    /// <summary>The type of the phone's candidate with an address.</summary>
    public IceCandidateKind KindOf(TransportAddress address)
    {
        foreach (var candidate in _candidates)
        {
            if (candidate.Address == address)
            {
                return candidate.Kind;
            }
        }

        return IceCandidateKind.PeerReflexive;
    }

    /// <summary>
    /// Checks an address for the first time. The check goes out with our answer to the phone's own, so that the proof
    /// comes with what the phone sends next and costs no round trip.
    /// </summary>
    public void Begin(Route route, long now)
    {
        if (!_asked.ContainsKey(route.Address))
        {
            Ask(route, StunTransactionId.Create(parts.Random), SessionLimits.ProbeMs, now, now);
        }
    }

    /// <summary>
    /// Sends the checks that are due: to addresses that have not answered, to the phone if there is a route, otherwise to
    /// its candidates.
    /// </summary>
    public void SendDue(Route? route, long now)
    {
        if (_asked.Count > 0)
        {
            RepeatUnanswered(now);
        }

        if (now < _dueAt)
        {
            return;
        }

        Span<byte> datagram = stackalloc byte[StunWriter.Enough];
        if (route is not null)
        {
            _dueAt = now + SessionLimits.RoundTripMs;
            if (route.IsProven)
            {
                Ask(route, StunTransactionId.Create(parts.Random), SessionLimits.ProbeMs, now, now);
            }
        }
        else if (parts.Options.ProbesCandidates && _rounds < SessionLimits.ProbeRounds)
        {
            _dueAt = now + SessionLimits.ProbeMs;
            _rounds++;
            SendToCandidates(datagram);
        }
    }

    /// <summary>Makes the next check due now, because the route has changed.</summary>
    public void ProbeNow() => _dueAt = 0;

    /// <summary>Stops checking an address.</summary>
    public void Forget(TransportAddress address) => _asked.Remove(address);

    /// <summary>
    /// Processes a response; false if it answers no check of ours to its sender. Who forges the address cannot know the
    /// transaction.
    /// </summary>
    public bool HandleResponse(in StunMessage answer, TransportAddress from, long now)
    {
        if (!_asked.TryGetValue(from, out var asked)
            || answer.Class != StunClass.Success
            || answer.Transaction != asked.Transaction
            || !answer.IsAuthentic(agreement.Credentials.PasswordBytes))
        {
            return false;
        }

        RoundTripMs = now - asked.At;
        _asked.Remove(from);
        return true;
    }

    private static bool IsUsable(IceCandidate candidate) =>
        candidate is { Transport: CandidateTransport.Udp, Component: 1, Port: > 0, Address.IsEmpty: false };

    private void SendToCandidates(Span<byte> datagram)
    {
        foreach (var candidate in _candidates)
        {
            var address = candidate.Address;
            if (candidate.Kind == IceCandidateKind.Host
                && parts.SocketFor(address.Family) is { } socket
                && parts.Own.Contains(address.ToEndPoint().Address))
            {
                var target = new SocketAddress(address.Family);
                var length = agent.WriteProbe(StunTransactionId.Create(parts.Random), datagram);
                if (address.TryWriteTo(target))
                {
                    socket.Send(datagram[..length], target);
                }
            }
        }
    }

    /// <summary>
    /// Sends the same transaction again (RFC 8489, section 6.2.1), so that an answer counts however long it takes.
    /// </summary>
    private void RepeatUnanswered(long now)
    {
        foreach (var (address, asked) in _asked.ToArray())
        {
            if (now >= asked.RepeatAt && parts.Routes.TryFind(address, out var route) && !route.IsProven)
            {
                Ask(route, asked.Transaction, 2 * asked.IntervalMs, asked.At, now);
            }
        }
    }

    private void Ask(Route route, StunTransactionId transaction, long intervalMs, long firstAt, long now)
    {
        Span<byte> datagram = stackalloc byte[StunWriter.Enough];
        _asked[route.Address] = new(transaction, firstAt, now + intervalMs, intervalMs);
        _ = route.Send(datagram[..agent.WriteProbe(transaction, datagram)]);
    }

    /// <summary>A check that waits for its answer.</summary>
    /// <param name="Transaction">Its transaction.</param>
    /// <param name="At">When it was first sent.</param>
    /// <param name="RepeatAt">When to send it again, if its address has not answered any.</param>
    /// <param name="IntervalMs">The wait before that, which doubles.</param>
    private readonly record struct Asked(StunTransactionId Transaction, long At, long RepeatAt, long IntervalMs);
}
