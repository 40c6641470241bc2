using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>A route to a phone: a verified address, and the socket that the phone sends to from there.</summary>
/// <remarks>
/// A sender address can be forged. Until the address has answered a check of ours, it gets at most <see
/// cref="SessionLimits.Amplification"/> times the bytes that came from it, so that no caller can flood another machine
/// through the endpoint. Only <see cref="Session"/> uses the counts, under its lock.
/// </remarks>
internal sealed class Route
{
    private readonly SocketAddress _target;
    private readonly Queue<byte[]> _held = new(0);
    private long _allowance;
    private bool _hasMedia;

    /// <summary>Creates a route.</summary>
    /// <param name="session">The call.</param>
    /// <param name="address">The phone's address.</param>
    /// <param name="socket">Our socket.</param>
    public Route(MediaSession session, TransportAddress address, DatagramSocket socket)
    {
        (Session, Address, Socket) = (session, address, socket);
        _target = new SocketAddress(socket.EndPoint.AddressFamily);
        _ = address.TryWriteTo(_target);
    }

    /// <summary>The call.</summary>
    public MediaSession Session { get; }

    /// <summary>The phone's address.</summary>
    public TransportAddress Address { get; }

    /// <summary>Our socket: the one that authentic media last came by, before that the one nominated last.</summary>
    public DatagramSocket Socket { get; private set; }

    /// <summary>Whether the address has answered a check of ours.</summary>
    public bool IsProven { get; private set; }

    /// <summary>Records that the phone nominated the pair of its address and a socket of ours.</summary>
    public void Nominate(DatagramSocket socket) => Socket = _hasMedia ? Socket : socket;

    /// <summary>Records that authentic media came by a socket, newer than any before.</summary>
    public void RecordMedia(DatagramSocket socket) => (Socket, _hasMedia) = (socket, true);

    /// <summary>Records that the address has answered a check of ours, and sends what was held.</summary>
    public void Prove()
    {
        IsProven = true;
        SendHeld();
    }

    /// <summary>Counts bytes that came from the address, and sends what was held for the lack of them.</summary>
    public void Receive(int bytes)
    {
        _allowance += SessionLimits.Amplification * (long)bytes;
        SendHeld();
    }

    /// <summary>Sends a datagram to the phone; false if the address may not get it yet.</summary>
    public bool Send(ReadOnlySpan<byte> datagram) => Send(datagram, Socket);

    /// <summary>Sends a datagram to the phone by a certain socket; false if the address may not get it yet.</summary>
    public bool Send(ReadOnlySpan<byte> datagram, DatagramSocket socket)
    {
        if (!IsProven && datagram.Length > _allowance)
        {
            return false;
        }

        _allowance -= datagram.Length;
        socket.Send(datagram, _target);
        return true;
    }

    /// <summary>Holds a datagram that may not be sent yet. The oldest makes room: it has become useless.</summary>
    public void Hold(ReadOnlySpan<byte> datagram)
    {
        if (_held.Count == SessionLimits.HeldDatagrams)
        {
            _ = _held.Dequeue();
        }

        _held.Enqueue(datagram.ToArray());
    }

    private void SendHeld()
    {
        while (_held.TryPeek(out var datagram) && Send(datagram))
        {
            _ = _held.Dequeue();
        }
    }
}

/// <summary>
/// Finds the call of a datagram: a check by its user name, everything else by its verified address. Lookups take no
/// lock and do not allocate.
/// </summary>
internal sealed class RouteTable
{
    private readonly ConcurrentDictionary<ulong, MediaSession> _sessions = new();
    private readonly ConcurrentDictionary<TransportAddress, Route> _routes = new();

    /// <summary>All calls.</summary>
    public IEnumerable<MediaSession> Sessions => _sessions.Select(entry => entry.Value);

    /// <summary>The number of verified addresses.</summary>
    public int Addresses => _routes.Count;

    /// <summary>Adds a call under our user name fragment.</summary>
    /// <exception cref="InvalidOperationException">Another call has the fragment.</exception>
    public void Add(IceCredentials local, MediaSession session)
    {
        if (!TryReadKey(local.FragmentBytes, out var key) || !_sessions.TryAdd(key, session))
        {
            throw new InvalidOperationException("Two calls drew the same random user name fragment.");
        }
    }

    /// <summary>Removes a call.</summary>
    public void Remove(IceCredentials local)
    {
        if (TryReadKey(local.FragmentBytes, out var key))
        {
            _ = _sessions.TryRemove(key, out _);
        }
    }

    /// <summary>Moves a call to a new user name fragment.</summary>
    public void Rename(IceCredentials former, IceCredentials local, MediaSession session)
    {
        Add(local, session);
        Remove(former);
    }

    /// <summary>Finds a call by our user name fragment.</summary>
    public bool TryFind(ReadOnlySpan<byte> fragment, [NotNullWhen(true)] out MediaSession? session)
    {
        session = null;
        return TryReadKey(fragment, out var key) && _sessions.TryGetValue(key, out session);
    }

    /// <summary>Finds the route of an address.</summary>
    public bool TryFind(TransportAddress address, [NotNullWhen(true)] out Route? route) =>
        _routes.TryGetValue(address, out route);

    /// <summary>Sets the route of an address.</summary>
    public void Set(Route route) => _routes[route.Address] = route;

    /// <summary>Removes an address unless it belongs to another call now.</summary>
    public void Remove(TransportAddress address, MediaSession session)
    {
        if (_routes.TryGetValue(address, out var route) && route.Session == session)
        {
            _ = _routes.TryRemove(KeyValuePair.Create(address, route));
        }
    }

    /// <summary>Reads a fragment as a key. Ours have eight characters (<see cref="IceCredentials.Create"/>).</summary>
    private static bool TryReadKey(ReadOnlySpan<byte> fragment, out ulong key) =>
        BinaryPrimitives.TryReadUInt64LittleEndian(fragment, out key) && fragment.Length == sizeof(ulong);
}
