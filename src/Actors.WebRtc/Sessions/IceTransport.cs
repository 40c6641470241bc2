using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// How one call and its phone find each other: checks, the addresses that they prove, and the way that packets take. When the
/// phone's network changes, both sides take new names (RFC 8445, section 2.4), and the old way serves until there is a new one.
/// Not for several threads at once.
/// </summary>
internal sealed class IceTransport
{
    private readonly MediaSession _leg;
    private readonly EndpointParts _parts;
    private IceLiteAgent _agent;
    private IceLiteAgent? _former;
    private ConnectivityChecks _probes;

    /// <summary>A call to which no way is known.</summary>
    /// <param name="leg">The call.</param>
    /// <param name="parts">What calls share.</param>
    /// <param name="local">What we told about ourselves.</param>
    /// <param name="agreement">What the phone told about itself.</param>
    public IceTransport(MediaSession leg, EndpointParts parts, LocalTransport local, VideoAgreement agreement)
    {
        (_leg, _parts, Local) = (leg, parts, local);
        _agent = new IceLiteAgent(local.Credentials, agreement.Credentials);
        _probes = new ConnectivityChecks(_agent, agreement, parts);
    }

    /// <summary>What we told about ourselves last.</summary>
    public LocalTransport Local { get; private set; }

    /// <summary>Where packets go; null: nowhere yet.</summary>
    public Route? Route { get; private set; }

    /// <summary>How long a message there and its answer back took last; null: not measured.</summary>
    public TimeSpan? RoundTrip => _probes.RoundTripMs is { } roundTrip ? TimeSpan.FromMilliseconds(roundTrip) : null;

    /// <summary>How the address of the phone came to be known; null: it is not.</summary>
    public IceCandidateKind? RemoteKind => Route is null ? null : _probes.KindOf(Route.Address);

    /// <summary>Adds an address that the phone told later.</summary>
    public void Add(IceCandidate candidate) => _probes.Add(candidate);

    /// <summary>Takes a check.</summary>
    /// <returns>Whether it was one of the phone's.</returns>
    public bool TakeCheck(in StunMessage message, TransportAddress from, DatagramSocket socket, SocketAddress source, long now)
    {
        Span<byte> response = stackalloc byte[StunWriter.Enough];
        var reception = _agent.Receive(message, from, now, response);
        if (reception.ResponseLength > 0)
        {
            socket.Send(response[..reception.ResponseLength], source);
        }

        if (!_agent.IsVerified(from, now) || !message.IsAuthentic(Local.Credentials.PasswordBytes))
        {
            return false;
        }

        Learn(from, socket, message.UsesCandidate);
        return true;
    }

    /// <summary>
    /// Takes an answer to a check of ours: some phones send no checks while media flow, and consent by answering.
    /// </summary>
    /// <returns>Whether it is one.</returns>
    public bool TakeAnswer(in StunMessage message, TransportAddress from, long now)
    {
        var isOurs = _probes.TakeAnswer(message, now);
        if (isOurs)
        {
            _agent.NoteConsent(from, now);
        }

        return isOurs;
    }

    /// <summary>Lets time pass.</summary>
    /// <returns>Whether the phone still wants to be sent packets (RFC 7675).</returns>
    public bool Advance(long now)
    {
        var isFormerGone = _former?.Advance(now) == IceState.Expired;
        var state = _agent.Advance(now);
        return state != IceState.Expired && !(isFormerGone && state == IceState.Checking);
    }

    /// <summary>Forgets addresses from which the phone no longer speaks, and sends checks of ours that are due.</summary>
    public void Tend(long now)
    {
        Forget(_agent, now);
        if (_former is not null)
        {
            Forget(_former, now);
        }

        _probes.SendDue(Route, now);
    }

    /// <summary>Both sides have described themselves anew, under the same names.</summary>
    public void Continue(LocalTransport local) => Local = local;

    /// <summary>
    /// Both sides have new names and passwords. The way that there is serves until the phone has proved another.
    /// </summary>
    public void Restart(LocalTransport local, VideoAgreement agreement)
    {
        _parts.Routes.Rename(Local.Credentials, local.Credentials, _leg);
        Drop(_former);
        (_former, Local) = (_agent, local);
        _agent = new IceLiteAgent(local.Credentials, agreement.Credentials);
        _probes = new ConnectivityChecks(_agent, agreement, _parts);
    }

    /// <summary>The call is over.</summary>
    public void Close()
    {
        Drop(_former);
        Drop(_agent);
        _parts.Routes.Remove(Local.Credentials);
        Route = null;
    }

    private void Drop(IceLiteAgent? agent)
    {
        if (agent is not null)
        {
            agent.Close();
            Forget(agent, _parts.Clock.Now);
        }
    }

    /// <summary>An address belongs to the call, by way of the socket to which the phone speaks from there.</summary>
    private void Learn(TransportAddress from, DatagramSocket socket, bool isChosen)
    {
        if (!_parts.Routes.TryFind(from, out var route)
            || route.Leg != _leg
            || (isChosen && !route.Socket.EndPoint.Equals(socket.EndPoint)))
        {
            _parts.Routes.Set(new Route(_leg, from, socket));
        }

        var before = Route;
        Follow();
        if (Route != before)
        {
            _probes.Hurry();
        }
    }

    /// <summary>Packets go where ICE says; after a restart where they went, until it says something.</summary>
    private void Follow()
    {
        var remote = _agent.Remote.IsEmpty && _former is not null ? _former.Remote : _agent.Remote;
        Route = !remote.IsEmpty && _parts.Routes.TryFind(remote, out var route) && route.Leg == _leg ? route : null;
    }

    private void Forget(IceLiteAgent agent, long now)
    {
        while (agent.TryForget(now, out var address))
        {
            if (agent == _agent || !_agent.IsVerified(address, now))
            {
                _parts.Routes.Remove(address, _leg);
            }

            Follow();
        }
    }
}
