using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Sessions;

/// <summary>Opens one port on all addresses, with one socket for each thread.</summary>
internal static class ListeningSockets
{
    /// <summary>Opens the sockets of the options, all on one port.</summary>
    /// <exception cref="IOException">No port is available on all addresses, or an address is not of this machine.</exception>
    public static ImmutableArray<DatagramSocket> Open(CallEndpointOptions options)
    {
        var tries = options.Port == 0 ? SessionLimits.PortTries : Math.Max(options.LastPort, options.Port) - options.Port + 1;
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port == 0 ? 0 : options.Port + attempt - 1;
            try
            {
                return Open(options, port);
            }
            catch (SocketException exception)
                when (exception.SocketErrorCode == SocketError.AddressNotAvailable || attempt >= tries)
            {
                throw new IOException(
                    $"{CallEndpointOptions.Section}:Listen ({string.Join(", ", options.ListenAddresses)}) cannot be listened on, "
                    + $"UDP port {port}: {exception.Message}. It needs addresses of this machine, and a free "
                    + $"{CallEndpointOptions.Section}:Port.",
                    exception);
            }
            catch (SocketException)
            {
                // The port is taken: try the next one.
            }
        }
    }

    /// <summary>The addresses that phones are told, the best first.</summary>
    public static ImmutableArray<IPEndPoint> Announce(CallEndpointOptions options, int port)
    {
        var addresses = options.AnnouncedAddresses.IsEmpty ? options.ListenAddresses : options.AnnouncedAddresses;
        return [.. addresses.Select(address => new IPEndPoint(address, port))];
    }

    private static ImmutableArray<DatagramSocket> Open(CallEndpointOptions options, int port)
    {
        var sockets = ImmutableArray.CreateBuilder<DatagramSocket>();
        try
        {
            foreach (var address in options.ListenAddresses)
            {
                for (var thread = 0; thread < options.ReceiveThreads; thread++)
                {
                    sockets.Add(DatagramSocket.Open(new IPEndPoint(address, port), options.ReceiveThreads > 1));
                    port = sockets[0].EndPoint.Port;
                }
            }

            return sockets.ToImmutable();
        }
        catch
        {
            foreach (var socket in sockets)
            {
                socket.Dispose();
            }

            throw;
        }
    }
}

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
    /// <summary>The addresses of this machine.</summary>
    public OwnAddresses Own { get; } = new();

    /// <summary>A socket of an address family; null if there is none.</summary>
    public DatagramSocket? SocketFor(AddressFamily family) =>
        Sockets.FirstOrDefault(socket => socket.EndPoint.AddressFamily == family);
}

/// <summary>
/// The addresses of this machine at construction. Unsolicited checks go only to these, so that no offer can make the
/// endpoint send to other machines.
/// </summary>
internal sealed class OwnAddresses
{
    private readonly FrozenSet<IPAddress> _addresses = NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => new IPAddress(address.Address.GetAddressBytes()))
        .ToFrozenSet();

    /// <summary>Whether an address belongs to this machine.</summary>
    public bool Contains(IPAddress address) =>
        IPAddress.IsLoopback(address) || _addresses.Contains(new IPAddress(address.GetAddressBytes()));
}

/// <summary>The source of our RTCP packets.</summary>
/// <param name="Ssrc">The SSRC.</param>
/// <param name="CanonicalName">The CNAME, random for each call (RFC 7022, section 4.2).</param>
internal sealed record FeedbackSource(uint Ssrc, string CanonicalName)
{
    private const int NameBytes = 12;

    /// <summary>Draws a new source.</summary>
    public static FeedbackSource Create(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint) + NameBytes];
        random.GetBytes(bytes);
        return new FeedbackSource(BitConverter.ToUInt32(bytes), Convert.ToHexStringLower(bytes[sizeof(uint)..]));
    }
}
