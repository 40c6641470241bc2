using System.Net;
using System.Net.Sockets;

namespace Actors.Testing;

/// <summary>Ports of this machine that nothing listens on.</summary>
public static class FreePort
{
    /// <summary>A TCP port on loopback, free a moment ago.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
