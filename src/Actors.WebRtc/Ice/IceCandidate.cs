using System.Net;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>The type of a candidate (RFC 8445, section 5.1.1).</summary>
public enum IceCandidateKind
{
    /// <summary><c>host</c>: an address of the machine itself.</summary>
    Host = 0,

    /// <summary><c>srflx</c>: an address as a STUN server sees it.</summary>
    ServerReflexive = 1,

    /// <summary><c>prflx</c>: an address as the other side sees it.</summary>
    PeerReflexive = 2,

    /// <summary><c>relay</c>: an address of a TURN server.</summary>
    Relayed = 3,
}

/// <summary>The transport of a candidate. Only UDP is used; TCP candidates are read and ignored.</summary>
public enum CandidateTransport
{
    /// <summary>UDP.</summary>
    Udp = 0,

    /// <summary>TCP (RFC 6544).</summary>
    Tcp = 1,
}

/// <summary>Priorities of candidates and pairs.</summary>
public static class IcePriority
{
    /// <summary>The highest local preference.</summary>
    public const ushort BestLocalPreference = ushort.MaxValue;

    private const int RtpComponent = 1;

    /// <summary>The priority of a candidate of the first component (RFC 8445, section 5.1.2.1).</summary>
    /// <param name="kind">The type; type preferences are those that section 5.1.2.2 recommends.</param>
    /// <param name="localPreference">Preference among addresses of the same type; higher is better.</param>
    public static uint Of(IceCandidateKind kind, ushort localPreference)
    {
        var preference = kind switch
        {
            IceCandidateKind.Host => 126u,
            IceCandidateKind.PeerReflexive => 110u,
            IceCandidateKind.ServerReflexive => 100u,
            IceCandidateKind.Relayed or _ => 0u,
        };
        return (preference << 24) | ((uint)localPreference << 8) | (256 - RtpComponent);
    }

    /// <summary>The priority of a pair (RFC 8445, section 6.1.2.3).</summary>
    /// <param name="controlling">The priority of the controlling side's candidate.</param>
    /// <param name="controlled">The priority of the controlled side's candidate.</param>
    public static ulong OfPair(uint controlling, uint controlled) => unchecked(
        ((ulong)Math.Min(controlling, controlled) << 32)
        + (2 * (ulong)Math.Max(controlling, controlled))
        + (controlling > controlled ? 1u : 0u));
}

/// <summary>A candidate: an address at which one side may be reached (RFC 8839, section 5.1).</summary>
/// <param name="Foundation">Equal for candidates of the same type, base and server.</param>
/// <param name="Component">1 for RTP with multiplexed RTCP.</param>
/// <param name="Transport">The transport protocol.</param>
/// <param name="Priority">From 1 to 2³¹ − 1; higher is preferred.</param>
/// <param name="Host">An IP address, or a name ending in .local behind which browsers hide their address.</param>
/// <param name="Port">The port.</param>
/// <param name="Kind">How the candidate was found.</param>
public sealed partial record IceCandidate(
    string Foundation,
    int Component,
    CandidateTransport Transport,
    uint Priority,
    string Host,
    ushort Port,
    IceCandidateKind Kind)
{
    /// <summary><c>raddr</c>: the base behind a reflexive or relayed candidate, often 0.0.0.0.</summary>
    public string? RelatedHost { get; init; }

    /// <summary><c>rport</c>: the port of the base.</summary>
    public ushort? RelatedPort { get; init; }

    /// <summary><c>tcptype</c>, such as active or passive (RFC 6544, section 4.5).</summary>
    public string? TcpType { get; init; }

    /// <summary><c>ufrag</c>: the user name fragment of the ICE session that the candidate belongs to.</summary>
    public string? Fragment { get; init; }

    /// <summary>The address; empty if <see cref="Host"/> is a name, which this library does not resolve.</summary>
    public TransportAddress Address =>
        IPAddress.TryParse(Host, out var address) ? TransportAddress.From(new IPEndPoint(address, Port)) : default;

    /// <summary>Creates a host candidate.</summary>
    /// <param name="endPoint">Where the other side sends to.</param>
    /// <param name="localPreference">Preference among our addresses; higher is better.</param>
    /// <param name="foundation">Differs for each address.</param>
    public static IceCandidate OfHost(
        IPEndPoint endPoint, ushort localPreference = IcePriority.BestLocalPreference, string foundation = "1")
    {
        return new IceCandidate(
            foundation,
            1,
            CandidateTransport.Udp,
            IcePriority.Of(IceCandidateKind.Host, localPreference),
            new IPAddress(endPoint.Address.GetAddressBytes()).ToString(),
            (ushort)endPoint.Port,
            IceCandidateKind.Host);
    }

    /// <summary>Does not show the address, which is personal data.</summary>
    public override string ToString() => $"{Kind} candidate";
}
