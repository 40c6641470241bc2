using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// Gives each datagram to its call (RFC 7983, section 7). Never throws. A datagram that belongs to no call takes no
/// lock and does not allocate.
/// </summary>
internal sealed class DatagramDemultiplexer(RouteTable routes, MonotonicClock clock)
{
    private const byte LastOfStun = 3;
    private const byte FirstOfDtls = 20;
    private const byte LastOfDtls = 63;
    private const byte FirstOfRtp = 128;
    private const byte LastOfRtp = 191;

    /// <summary>Delivers a received datagram to its call.</summary>
    public void Deliver(DatagramSocket socket, Span<byte> datagram, SocketAddress from)
    {
        var outcome = DatagramDrop.Fault;
        MediaSession? session = null;
        try
        {
            outcome = Dispatch(socket, datagram, from, ref session);
        }
        catch (Exception exception)
        {
            session?.Fail(exception); // Nothing throws before the session is known.
        }

        socket.Counts.Add(datagram.Length, outcome);
    }

    private DatagramDrop Dispatch(DatagramSocket socket, Span<byte> datagram, SocketAddress from, ref MediaSession? session)
    {
        if (datagram.IsEmpty
            || datagram.Length > SessionLimits.DatagramBytes
            || !TransportAddress.TryRead(from, out var address))
        {
            return DatagramDrop.Unknown;
        }

        var now = clock.Now;
        var first = datagram[0];
        if (first <= LastOfStun)
        {
            return DispatchStun(socket, datagram, from, address, now, ref session);
        }

        var isDtls = first is >= FirstOfDtls and <= LastOfDtls;
        if (!isDtls && first is < FirstOfRtp or > LastOfRtp)
        {
            return DatagramDrop.Unknown;
        }

        if (!routes.TryFind(address, out var route))
        {
            return DatagramDrop.UnknownAddress;
        }

        session = route.Session;
        return isDtls
            ? session.HandleDtls(datagram, route, socket, now)
            : session.HandleMedia(datagram, route, socket, now);
    }

    private DatagramDrop DispatchStun(
        DatagramSocket socket,
        ReadOnlySpan<byte> datagram,
        SocketAddress source,
        TransportAddress from,
        long now,
        ref MediaSession? session)
    {
        if (!StunMessage.TryRead(datagram, out var message))
        {
            return DatagramDrop.BadStun;
        }

        _ = routes.TryFind(from, out var route);
        if (message.Class != StunClass.Request)
        {
            session = route?.Session;
            return session?.HandleStunResponse(message, from, now) ?? DatagramDrop.UnknownAddress;
        }

        if (!IceUsername.TrySplit(message.Username, out var receiver, out _) || !routes.TryFind(receiver, out session))
        {
            return DatagramDrop.NoSuchCall;
        }

        return route is not null && route.Session != session && route.Session.Claims(now)
            ? DatagramDrop.AddressTaken
            : session.HandleStun(message, from, socket, source, now);
    }
}
