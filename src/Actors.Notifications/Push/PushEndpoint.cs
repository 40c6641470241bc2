using System.Net;
using System.Net.Sockets;

namespace Actors.Notifications.Push;

/// <summary>
/// Which addresses the server sends pushes to. A phone names the address, so it could name one inside the network of the
/// server; only https addresses of public hosts are taken.
/// </summary>
public static class PushEndpoint
{
    /// <summary>The longest address.</summary>
    public const int MaxLength = 1_024;

    private const int HttpsPort = 443;

    /// <summary>Checks an address as text; <c>null</c> if it is good, otherwise what is wrong.</summary>
    /// <param name="text">The address.</param>
    /// <param name="isLocalAllowed">Whether addresses of this machine and network, and http, are allowed.</param>
    public static string? Check(string? text, bool isLocalAllowed)
    {
        if (text is not { Length: > 0 and <= MaxLength } || !Uri.TryCreate(text, UriKind.Absolute, out var endpoint)
            || endpoint.UserInfo.Length > 0)
        {
            return $"The endpoint is an address of at most {MaxLength} characters, without a user name. Send the one of the "
                + "browser.";
        }

        if (isLocalAllowed)
        {
            return endpoint.Scheme is "http" or "https" ? null : "The endpoint is an http or https address.";
        }

        return endpoint.Scheme != Uri.UriSchemeHttps || endpoint.Port != HttpsPort
                ? "The endpoint is an https address at port 443."
            : endpoint.HostNameType != UriHostNameType.Dns || !endpoint.Host.Contains('.', StringComparison.Ordinal)
                ? "The endpoint names a public host, not an address of the network."
            : null;
    }

    /// <summary>Whether an address is one of the public internet (RFC 6890), not of a private or special network.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublicV4(bytes)
            : address.AddressFamily == AddressFamily.InterNetworkV6 && IsPublicV6(bytes);
    }

    private static bool IsPublicV4(ReadOnlySpan<byte> bytes) => (bytes[0], bytes[1]) switch
    {
        (0 or 10 or 127 or >= 224, _) => false, // This network, private, loopback, multicast and reserved.
        (100, >= 64 and < 128) => false, // Behind a carrier's translation.
        (169, 254) or (192, 168) => false,
        (172, >= 16 and < 32) => false,
        (192, 0) or (198, 18 or 19) => false, // Protocol assignments, test networks, benchmarks.
        (198, 51) when bytes[2] == 100 => false,
        (203, 0) when bytes[2] == 113 => false,
        _ => true,
    };

    private static bool IsPublicV6(ReadOnlySpan<byte> bytes) =>
        (bytes[0] & 0xE0) == 0x20 // Global unicast, 2000::/3.
        && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 2) // Teredo and other protocol assignments.
        && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8) // Documentation.
        && !(bytes[0] == 0x20 && bytes[1] == 0x02); // 6to4 carries an address of version 4.

    /// <summary>
    /// Connects to public addresses of a host only. The name is resolved here and nowhere else, so that it cannot mean another
    /// address when it is checked than when it is used.
    /// </summary>
    internal static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var addresses = found.Where(IsPublic).ToArray();
        if (addresses.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "The host has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
