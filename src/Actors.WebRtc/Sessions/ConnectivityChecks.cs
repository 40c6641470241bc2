using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The checks that the endpoint sends. Before the phone has checked us, they go to candidates on this machine: ICE lite
/// does not require them, but Firefox on the same machine waits for one. Later they measure the round trip.
/// </summary>
internal sealed class ConnectivityChecks(IceLiteAgent agent, VideoAgreement agreement, EndpointParts parts)
{
    private const int TransactionAt = StunMessage.HeaderSize - StunTransactionId.Size;

    private readonly List<IceCandidate> _candidates =
        [.. agreement.Candidates.Where(IsUsable).Take(SessionLimits.ProbedCandidates)];
    private StunTransactionId _asked;
    private long _askedAt = -1;
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

    /// <summary>Sends the check that is due: to the phone if there is a route, otherwise to its candidates.</summary>
    public void SendDue(Route? route, long now)
    {
        if (now < _dueAt)
        {
            return;
        }

        Span<byte> datagram = stackalloc byte[StunWriter.Enough];
        if (route is not null)
        {
            _dueAt = now + SessionLimits.RoundTripMs;
            var length = agent.WriteProbe(parts.Random, datagram);
            (_asked, _askedAt) = (StunTransactionId.Read(datagram[TransactionAt..]), now);
            route.Send(datagram[..length]);
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

    /// <summary>Processes a response; false if it answers no check of ours.</summary>
    public bool HandleResponse(in StunMessage answer, long now)
    {
        if (_askedAt < 0
            || answer.Class != StunClass.Success
            || answer.Transaction != _asked
            || !answer.IsAuthentic(agreement.Credentials.PasswordBytes))
        {
            return false;
        }

        (RoundTripMs, _askedAt) = (now - _askedAt, -1);
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
                var length = agent.WriteProbe(parts.Random, datagram);
                if (address.TryWriteTo(target))
                {
                    socket.Send(datagram[..length], target);
                }
            }
        }
    }
}
