using System.Net;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Calls;

/// <summary>
/// Gives each datagram to the call it belongs to (RFC 7983, section 7). Nothing that arrives makes it throw, and what does
/// not belong to a call takes no memory and no lock.
/// </summary>
internal sealed class DatagramDemultiplexer(CallRoutes routes, CallClock clock, CallLog log)
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
        try
        {
            outcome = Deliver(socket, datagram, from);
        }
        catch (Exception exception)
        {
            log.LegFailed(exception); // A mistake of ours; other calls go on.
        }

        socket.Counts.Add(datagram.Length, outcome);
    }

    private DatagramDrop Deliver(DatagramSocket socket, Span<byte> datagram, SocketAddress from)
    {
        if (datagram.IsEmpty
            || datagram.Length > Limits.DatagramBytes
            || !TransportAddress.TryRead(from, out var address))
        {
            return DatagramDrop.Unknown;
        }

        var now = clock.Now;
        switch (datagram[0])
        {
            case <= LastOfStun:
                return TakeStun(socket, datagram, from, address, now);
            case >= FirstOfDtls and <= LastOfDtls:
                return routes.TryFind(address, out var secured)
                    ? secured.Leg.TakeDtls(datagram, now)
                    : DatagramDrop.UnknownAddress;
            case >= FirstOfRtp and <= LastOfRtp:
                return routes.TryFind(address, out var route)
                    ? route.Leg.TakeMedia(datagram, now)
                    : DatagramDrop.UnknownAddress;
            default:
                return DatagramDrop.Unknown;
        }
    }

    private DatagramDrop TakeStun(
        DatagramSocket socket, ReadOnlySpan<byte> datagram, SocketAddress source, TransportAddress from, long now)
    {
        if (!StunMessage.TryRead(datagram, out var message))
        {
            return DatagramDrop.BadStun;
        }

        if (message.Class != StunClass.Request)
        {
            return routes.TryFind(from, out var known) ? known.Leg.TakeStunAnswer(message, now) : DatagramDrop.UnknownAddress;
        }

        if (!IceUsername.TrySplit(message.Username, out var receiver, out _) || !routes.TryFind(receiver, out var leg))
        {
            return DatagramDrop.NoSuchCall;
        }

        if (routes.TryFind(from, out var route) && route.Leg != leg && route.Leg.Claims(now))
        {
            return DatagramDrop.AddressTaken;
        }

        return leg.TakeStun(message, from, socket, source, now);
    }
}
