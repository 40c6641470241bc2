using System.Collections.Immutable;
using System.Globalization;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>The direction of a medium, as its writer sees it (RFC 8866, section 6.7).</summary>
public enum SdpDirection
{
    /// <summary>Both ways, which is the default.</summary>
    SendReceive = 0,

    /// <summary>From the writer to the reader.</summary>
    SendOnly = 1,

    /// <summary>From the reader to the writer.</summary>
    ReceiveOnly = 2,

    /// <summary>Neither way.</summary>
    Inactive = 3,
}

/// <summary>Who starts the DTLS handshake (RFC 4145, section 4; RFC 8842, section 5).</summary>
public enum SdpSetup
{
    /// <summary><c>actpass</c>: either side; the answer decides.</summary>
    ActivePassive = 0,

    /// <summary><c>active</c>: the writer.</summary>
    Active = 1,

    /// <summary><c>passive</c>: the reader.</summary>
    Passive = 2,

    /// <summary><c>holdconn</c>: neither for now.</summary>
    HoldConnection = 3,
}

/// <summary>A line of <c>a=rtpmap</c> (RFC 8866, section 6.6).</summary>
/// <param name="PayloadType">The payload type.</param>
/// <param name="Encoding">The encoding name, in any case.</param>
/// <param name="ClockRate">The clock rate in Hz.</param>
/// <param name="Channels">Audio channels; 1 if absent.</param>
public sealed record RtpMap(byte PayloadType, string Encoding, int ClockRate, int Channels)
{
    /// <summary>Whether another line says the same. The case of names does not count.</summary>
    public bool IsSameAs(RtpMap other) =>
        this with { Encoding = other.Encoding } == other
        && Encoding.Equals(other.Encoding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the value of the attribute.</summary>
    public string Format() => Channels > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{PayloadType} {Encoding}/{ClockRate}/{Channels}")
        : string.Create(CultureInfo.InvariantCulture, $"{PayloadType} {Encoding}/{ClockRate}");
}

/// <summary>A line of <c>a=fmtp</c> (RFC 8866, section 6.15).</summary>
/// <param name="PayloadType">The payload type.</param>
/// <param name="Parameters">As written; their meaning depends on the format.</param>
public sealed record FormatParameters(byte PayloadType, string Parameters);

/// <summary>A line of <c>a=rtcp-fb</c> (RFC 4585, section 4.2).</summary>
/// <param name="PayloadType">The payload type; null if the line applies to all.</param>
/// <param name="Kind">Such as <c>nack</c> or <c>nack pli</c>.</param>
public sealed record SdpFeedback(byte? PayloadType, string Kind);

/// <summary>A line of <c>a=extmap</c> (RFC 8285, section 5).</summary>
/// <param name="Id">Its number in packets.</param>
/// <param name="Uri">The kind of extension.</param>
public sealed record HeaderExtension(int Id, string Uri);

/// <summary>A source of packets: <c>a=ssrc</c> (RFC 5576, section 4.1).</summary>
/// <param name="Ssrc">The SSRC.</param>
/// <param name="CanonicalName">The CNAME; null if absent.</param>
public sealed record MediaSource(uint Ssrc, string? CanonicalName);

/// <summary>
/// A media description (RFC 8866, section 5.14), including the attributes that the session level states for all media.
/// </summary>
public sealed record MediaDescription
{
    /// <summary>The number of its first line.</summary>
    public required int Line { get; init; }

    /// <summary><c>audio</c>, <c>video</c>, <c>application</c> or so.</summary>
    public required string Kind { get; init; }

    /// <summary>The port; 0 if the medium is rejected, or shares the port of another one.</summary>
    public required int Port { get; init; }

    /// <summary>The protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>The formats in order of preference: payload types if the protocol is RTP.</summary>
    public required ImmutableArray<string> Formats { get; init; }

    /// <summary>The mid, its name in groups (RFC 5888); null if absent.</summary>
    public string? Mid { get; init; }

    /// <summary>The direction, as the writer sees it.</summary>
    public SdpDirection Direction { get; init; }

    /// <summary>The writer's ICE credentials; null if absent.</summary>
    public IceCredentials? Credentials { get; init; }

    /// <summary>The fingerprints of the certificates that the writer may show.</summary>
    public ImmutableArray<CertificateFingerprint> Fingerprints { get; init; } = [];

    /// <summary>Who starts the DTLS handshake; null if absent.</summary>
    public SdpSetup? Setup { get; init; }

    /// <summary>Whether RTP and RTCP share a port (RFC 5761).</summary>
    public bool HasRtcpMux { get; init; }

    /// <summary>Whether reduced-size RTCP is allowed (RFC 5506).</summary>
    public bool HasReducedSizeRtcp { get; init; }

    /// <summary>Whether the medium exists only in its bundle (RFC 9143, section 6).</summary>
    public bool IsBundleOnly { get; init; }

    /// <summary>The lines of <c>a=rtpmap</c>.</summary>
    public ImmutableArray<RtpMap> RtpMaps { get; init; } = [];

    /// <summary>The lines of <c>a=fmtp</c>.</summary>
    public ImmutableArray<FormatParameters> Parameters { get; init; } = [];

    /// <summary>The lines of <c>a=rtcp-fb</c>.</summary>
    public ImmutableArray<SdpFeedback> Feedback { get; init; } = [];

    /// <summary>The candidates that this library supports.</summary>
    public ImmutableArray<IceCandidate> Candidates { get; init; } = [];

    /// <summary>Whether no more candidates follow (RFC 8840, section 8.1).</summary>
    public bool HasAllCandidates { get; init; }

    /// <summary>Header extensions.</summary>
    public ImmutableArray<HeaderExtension> Extensions { get; init; } = [];

    /// <summary>The sources that <c>a=ssrc</c> lines announce.</summary>
    public ImmutableArray<MediaSource> Sources { get; init; } = [];

    /// <summary>Why the medium itself cannot be used; null if it can.</summary>
    internal SdpException? Fault { get; init; }

    /// <summary>Why its transport attributes cannot be used; null if they can.</summary>
    internal SdpException? TransportFault { get; init; }

    /// <summary>Whether RTP carries the medium.</summary>
    public bool IsRtp => IsRtpProtocol(Protocol);

    /// <summary>Whether the medium is data over SCTP and DTLS (RFC 8841).</summary>
    public bool IsData => Protocol.EndsWith("/DTLS/SCTP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the medium is rejected.</summary>
    public bool IsRejected => Port == 0 && !IsBundleOnly;

    /// <summary>Whether the writer wants to send.</summary>
    public bool Sends => Direction is SdpDirection.SendReceive or SdpDirection.SendOnly;

    /// <summary>Whether the writer wants to receive.</summary>
    public bool Receives => Direction is SdpDirection.SendReceive or SdpDirection.ReceiveOnly;

    /// <summary>The rtpmap of a format; null if there is none.</summary>
    public RtpMap? MapOf(string format) =>
        RtpMaps.FirstOrDefault(map => map.PayloadType.ToString(CultureInfo.InvariantCulture) == format);

    /// <summary>Whether a kind of feedback applies to a payload type.</summary>
    public bool HasFeedback(byte payloadType, string kind) => Feedback.Any(feedback =>
        (feedback.PayloadType is null || feedback.PayloadType == payloadType)
        && feedback.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>Does not show the content, which includes addresses and passwords.</summary>
    public override string ToString() => $"{Kind} medium";

    internal static bool IsRtpProtocol(string protocol) => protocol.Contains("RTP/", StringComparison.OrdinalIgnoreCase);
}
