using System.Net.Sockets;
using System.Security.Cryptography;
using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Sessions;

/// <summary>What all calls of an endpoint share.</summary>
internal sealed record EndpointParts(
    CallEndpointOptions Options,
    MonotonicClock Clock,
    RouteTable Routes,
    SessionMeter Meter,
    SessionLog Log,
    RandomNumberGenerator Random,
    DtlsContextRotation Contexts,
    IReadOnlyList<DatagramSocket> Sockets)
{
    /// <summary>Which addresses are of this machine.</summary>
    public OwnAddresses Own { get; } = new();

    /// <summary>A socket from which addresses of a family can be reached.</summary>
    public DatagramSocket? SocketFor(AddressFamily family) =>
        Sockets.FirstOrDefault(socket => socket.EndPoint.AddressFamily == family);
}
