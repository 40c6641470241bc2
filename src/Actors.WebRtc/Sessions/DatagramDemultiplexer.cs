using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// Gives each datagram to the call it belongs to (RFC 7983, section 7). Nothing that arrives makes it throw, and what does
/// not belong to a call takes no memory and no lock.
/// </summary>
internal sealed class DatagramDemultiplexer(RouteTable routes, MonotonicClock clock)
{
    private const byte LastOfStun = 3;
    private const byte FirstOfDtls = 20;
    private const byte LastOfDtls = 63;
    private const byte FirstOfRtp = 128;
    private const byte LastOfRtp = 191;

    /// <summary>Takes what a socket received.</summary>
    public void Take(DatagramSocket socket, Span<byte> datagram, SocketAddress from)
    {
        var outcome = DatagramDrop.Fault;
        MediaSession? leg = null;
        try
        {
            outcome = Deliver(socket, datagram, from, ref leg);
        }
        catch (Exception exception)
        {
            leg?.Fail(exception); // Before there is a leg, nothing throws.
        }

        socket.Counts.Add(datagram.Length, outcome);
    }

    private DatagramDrop Deliver(DatagramSocket socket, Span<byte> datagram, SocketAddress from, ref MediaSession? leg)
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
            return TakeStun(socket, datagram, from, address, now, ref leg);
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

        leg = route.Leg;
        return isDtls ? leg.TakeDtls(datagram, now) : leg.TakeMedia(datagram, now);
    }

    private DatagramDrop TakeStun(
        DatagramSocket socket,
        ReadOnlySpan<byte> datagram,
        SocketAddress source,
        TransportAddress from,
        long now,
        ref MediaSession? leg)
    {
        if (!StunMessage.TryRead(datagram, out var message))
        {
            return DatagramDrop.BadStun;
        }

        _ = routes.TryFind(from, out var route);
        if (message.Class != StunClass.Request)
        {
            leg = route?.Leg;
            return leg?.TakeStunAnswer(message, from, now) ?? DatagramDrop.UnknownAddress;
        }

        if (!IceUsername.TrySplit(message.Username, out var receiver, out _) || !routes.TryFind(receiver, out leg))
        {
            return DatagramDrop.NoSuchCall;
        }

        return route is not null && route.Leg != leg && route.Leg.Claims(now)
            ? DatagramDrop.AddressTaken
            : leg.TakeStun(message, from, socket, source, now);
    }
}
