using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The checks that we send. To begin with, to addresses of this machine that the phone named: ICE lite does not ask for that,
/// but Firefox on the same machine waits to be spoken to. Later to the phone itself, to measure the round trip.
/// </summary>
internal sealed class ConnectivityChecks(IceLiteAgent agent, VideoAgreement agreement, EndpointParts parts)
{
    private const int TransactionAt = StunMessage.HeaderSize - StunTransactionId.Size;

    private readonly List<IceCandidate> _candidates = [.. agreement.Candidates.Where(IsUsable).Take(SessionLimits.ProbedCandidates)];
    private StunTransactionId _asked;
    private long _askedAt = -1;
    private long _dueAt = parts.Clock.Now + SessionLimits.FirstProbeMs;
    private int _rounds;

    /// <summary>How long a message there and its answer back took last; none: not measured.</summary>
    public long? RoundTripMs { get; private set; }

    /// <summary>Adds an address that the phone told later.</summary>
    public void Add(IceCandidate candidate)
    {
        if (IsUsable(candidate) && _candidates.Count < SessionLimits.ProbedCandidates)
        {
            _candidates.Add(candidate);
        }
    }

    /// <summary>How an address of the phone came to be known.</summary>
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

    /// <summary>Sends what is due: to the phone where it is known, otherwise to where it might be.</summary>
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

    /// <summary>Hurries the next measurement: the phone is at another place now.</summary>
    public void Hurry() => _dueAt = 0;

    /// <summary>Takes an answer; false when it is to no question of ours.</summary>
    public bool TakeAnswer(in StunMessage answer, long now)
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
