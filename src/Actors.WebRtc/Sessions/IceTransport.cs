using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The ICE transport of one call: checks, the addresses that they verify, and the route of packets. After an ICE
/// restart (RFC 8445, section 2.4) the old route serves until the phone has verified a new one. Not thread-safe.
/// </summary>
internal sealed class IceTransport
{
    private readonly MediaSession _session;
    private readonly EndpointParts _parts;
    private IceLiteAgent _agent;
    private IceLiteAgent? _former;
    private ConnectivityChecks _checks;

    /// <summary>Creates a transport without a route.</summary>
    /// <param name="session">The call.</param>
    /// <param name="parts">What all calls of the endpoint share.</param>
    /// <param name="local">Our side.</param>
    /// <param name="agreement">The phone's side.</param>
    public IceTransport(MediaSession session, EndpointParts parts, LocalTransport local, VideoAgreement agreement)
    {
        (_session, _parts, Local) = (session, parts, local);
        _agent = new IceLiteAgent(local.Credentials, agreement.Credentials);
        _checks = new ConnectivityChecks(_agent, agreement, parts);
    }

    /// <summary>Our latest description.</summary>
    public LocalTransport Local { get; private set; }

    /// <summary>The route of packets; null if there is none yet.</summary>
    public Route? Route
    {
        get;
        private set
        {
            PathChanges += field is { } before && value is not null && value.Address != before.Address ? 1 : 0;
            field = value;
        }
    }

    /// <summary>How often the route began to lead to another address.</summary>
    public int PathChanges { get; private set; }

    /// <summary>The latest round trip; null if not measured.</summary>
    public TimeSpan? RoundTrip => _checks.RoundTripMs is { } roundTrip ? TimeSpan.FromMilliseconds(roundTrip) : null;

    /// <summary>The type of the phone's candidate in use; null if there is no route.</summary>
    public IceCandidateKind? RemoteKind => Route is null ? null : _checks.KindOf(Route.Address);

    /// <summary>Adds a candidate that the phone sent after its offer.</summary>
    public void Add(IceCandidate candidate) => _checks.Add(candidate);

    /// <summary>Processes a STUN request: answers it, and routes its sender's address to this call.</summary>
    /// <returns>Whether it is a valid check of the phone.</returns>
    public bool HandleCheck(in StunMessage message, TransportAddress from, DatagramSocket socket, SocketAddress source, long now)
    {
        Span<byte> response = stackalloc byte[StunWriter.Enough];
        var length = _agent.Receive(message, from, now, response);
        if (!_agent.IsVerified(from, now) || !message.IsAuthentic(Local.Credentials.PasswordBytes))
        {
            if (length > 0)
            {
                socket.Send(response[..length], source);
            }

            return false;
        }

        var route = RouteOf(from, socket, message.UsesCandidate);
        route.Receive(message.Size);
        _ = route.Send(response[..length], socket);
        if (route.IsProven)
        {
            _agent.RecordResponse(from, now); // Proven before a restart of ICE.
        }
        else
        {
            _checks.Begin(route, now);
        }

        UpdateRoute();
        return true;
    }

    /// <summary>
    /// Processes the response to a check of ours. It renews consent, because some phones send no checks while media
    /// flow.
    /// </summary>
    /// <returns>Whether it is one.</returns>
    public bool HandleResponse(in StunMessage message, TransportAddress from, long now)
    {
        var isOurs = _checks.HandleResponse(message, from, now);
        if (isOurs)
        {
            if (_parts.Routes.TryFind(from, out var route) && route.Session == _session)
            {
                route.Prove();
            }

            _agent.RecordResponse(from, now);
            UpdateRoute();
        }

        return isOurs;
    }

    /// <summary>
    /// Records that authentic media came by a route, newer than any before. Packets go back that way, unless only another
    /// one has proved to reach the phone.
    /// </summary>
    public void RecordMedia(Route route, DatagramSocket socket, long now)
    {
        route.RecordMedia(socket);
        var hasMoved = _agent.RecordMedia(route.Address, now);
        if (_former?.RecordMedia(route.Address, now) == true || hasMoved)
        {
            UpdateRoute();
        }
    }

    /// <summary>Advances time.</summary>
    /// <returns>Whether the phone still consents to packets (RFC 7675).</returns>
    public bool Advance(long now)
    {
        var isFormerGone = _former?.Advance(now) == IceState.Expired;
        var state = _agent.Advance(now);
        return state != IceState.Expired && !(isFormerGone && state == IceState.Checking);
    }

    /// <summary>Removes addresses whose consent has expired, and sends checks that are due.</summary>
    public void Maintain(long now)
    {
        RemoveExpired(_agent, now);
        if (_former is not null)
        {
            RemoveExpired(_former, now);
        }

        _checks.SendDue(Route, now);
    }

    /// <summary>Continues with a new description under the same credentials.</summary>
    public void Continue(LocalTransport local) => Local = local;

    /// <summary>
    /// Restarts ICE with new credentials on both sides. The old route serves until the phone has verified another.
    /// </summary>
    public void Restart(LocalTransport local, VideoAgreement agreement)
    {
        _parts.Routes.Rename(Local.Credentials, local.Credentials, _session);
        Close(_former);
        (_former, Local) = (_agent, local);
        _agent = new IceLiteAgent(local.Credentials, agreement.Credentials);
        _checks = new ConnectivityChecks(_agent, agreement, _parts);
    }

    /// <summary>Ends the transport and frees its addresses.</summary>
    public void Close()
    {
        Close(_former);
        Close(_agent);
        _parts.Routes.Remove(Local.Credentials);
        Route = null;
    }

    private void Close(IceLiteAgent? agent)
    {
        if (agent is not null)
        {
            agent.Close();
            RemoveExpired(agent, _parts.Clock.Now);
        }
    }

    /// <summary>Routes an address to this call, by the socket that the phone sends to from there.</summary>
    private Route RouteOf(TransportAddress from, DatagramSocket socket, bool isChosen)
    {
        if (!_parts.Routes.TryFind(from, out var route) || route.Session != _session)
        {
            route = new Route(_session, from, socket);
            _parts.Routes.Set(route);
        }
        else if (isChosen)
        {
            route.Nominate(socket);
        }

        return route;
    }

    /// <summary>
    /// Sends packets where ICE says; after a restart where they went before, until an address of the new ICE session has
    /// proved to reach the phone.
    /// </summary>
    private void UpdateRoute()
    {
        var serves = _former is { HasProof: true } && !_agent.HasProof ? _former : _agent;
        var remote = serves.Remote.IsEmpty && _former is not null ? _former.Remote : serves.Remote;
        var before = Route;
        Route = !remote.IsEmpty && _parts.Routes.TryFind(remote, out var route) && route.Session == _session ? route : null;
        if (Route == before)
        {
            return;
        }

        _checks.ProbeNow();
        if (Route is not null && before is not null)
        {
            _parts.Meter.PathChange();
        }
    }

    private void RemoveExpired(IceLiteAgent agent, long now)
    {
        while (agent.TryRemoveExpired(now, out var address))
        {
            if (agent == _agent || !_agent.IsVerified(address, now))
            {
                _parts.Routes.Remove(address, _session);
                _checks.Forget(address);
            }

            UpdateRoute();
        }
    }
}
