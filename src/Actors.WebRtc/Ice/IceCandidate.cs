using System.Net;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// Where somebody may be reached, as it stands in an offer, in an answer or in a message of its own (RFC 8839, section 5.1).
/// </summary>
/// <param name="Foundation">The same for candidates of the same kind, base and server.</param>
/// <param name="Component">1 for RTP, and for RTCP together with it.</param>
/// <param name="Transport">What carries the packets.</param>
/// <param name="Priority">From 1 to 2³¹ − 1; higher is liked better.</param>
/// <param name="Host">An IP address, or a name: browsers hide their own address behind one that ends in .local.</param>
/// <param name="Port">The port.</param>
/// <param name="Kind">How it came to be known.</param>
public sealed partial record IceCandidate(
    string Foundation,
    int Component,
    CandidateTransport Transport,
    uint Priority,
    string Host,
    ushort Port,
    IceCandidateKind Kind)
{
    /// <summary>The address behind it: of the machine itself, or as the server saw it. Often 0.0.0.0.</summary>
    public string? RelatedHost { get; init; }

    /// <summary>The port behind it.</summary>
    public ushort? RelatedPort { get; init; }

    /// <summary>active, passive or so (RFC 6544, section 4.5).</summary>
    public string? TcpType { get; init; }

    /// <summary>The fragment of the name to which it belongs.</summary>
    public string? Fragment { get; init; }

    /// <summary>The address; empty when it is a name, which nobody here resolves.</summary>
    public TransportAddress Address =>
        IPAddress.TryParse(Host, out var address) ? TransportAddress.From(new IPEndPoint(address, Port)) : default;

    /// <summary>A candidate for an address of this machine.</summary>
    /// <param name="endPoint">Where the other side shall send.</param>
    /// <param name="localPreference">Which of several is liked better: higher.</param>
    /// <param name="foundation">A name that differs for each address.</param>
    public static IceCandidate OfHost(
        IPEndPoint endPoint, ushort localPreference = IcePriority.BestLocalPreference, string foundation = "1")
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return new IceCandidate(
            foundation,
            1,
            CandidateTransport.Udp,
            IcePriority.Of(IceCandidateKind.Host, localPreference),
            new IPAddress(endPoint.Address.GetAddressBytes()).ToString(),
            (ushort)endPoint.Port,
            IceCandidateKind.Host);
    }

    /// <summary>Does not tell the address: that is personal.</summary>
    public override string ToString() => $"{Kind} candidate";
}
