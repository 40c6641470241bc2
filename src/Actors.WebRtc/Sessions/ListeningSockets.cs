using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Actors.WebRtc.Sessions;

/// <summary>Opens one port on all addresses, with one socket for each thread.</summary>
internal static class ListeningSockets
{
    /// <summary>Opens the sockets of the options, all on one port.</summary>
    /// <exception cref="SocketException">No port is available on all addresses.</exception>
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
            catch (SocketException) when (attempt < tries)
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
