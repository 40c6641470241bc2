using System.Net;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>A way to a phone: an address that proved to be its own, and the socket that it speaks to from there.</summary>
internal sealed class Route
{
    private readonly SocketAddress _target;

    /// <summary>A way.</summary>
    /// <param name="leg">Whose call.</param>
    /// <param name="address">The address.</param>
    /// <param name="socket">Ours.</param>
    public Route(MediaSession leg, TransportAddress address, DatagramSocket socket)
    {
        (Leg, Address, Socket) = (leg, address, socket);
        _target = new SocketAddress(socket.EndPoint.AddressFamily);
        _ = address.TryWriteTo(_target);
    }

    /// <summary>Whose call.</summary>
    public MediaSession Leg { get; }

    /// <summary>The address of the phone.</summary>
    public TransportAddress Address { get; }

    /// <summary>Our socket.</summary>
    public DatagramSocket Socket { get; }

    /// <summary>Sends to the phone.</summary>
    public void Send(ReadOnlySpan<byte> datagram) => Socket.Send(datagram, _target);
}
