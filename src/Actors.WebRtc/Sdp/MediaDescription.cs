using System.Collections.Immutable;
using System.Globalization;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>
/// One medium of a description (RFC 8866, section 5.14). What may be said once for all media and was, is found here as if it
/// had been said for this one.
/// </summary>
public sealed record MediaDescription
{
    /// <summary>Where its first line stands.</summary>
    public required int Line { get; init; }

    /// <summary><c>audio</c>, <c>video</c>, <c>application</c> or so.</summary>
    public required string Kind { get; init; }

    /// <summary>The port; 0 when it is not wanted, or shares the port of another medium.</summary>
    public required int Port { get; init; }

    /// <summary>The protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>The formats in the order of liking: payload types when it is RTP.</summary>
    public required ImmutableArray<string> Formats { get; init; }

    /// <summary>Its name in groups (RFC 5888).</summary>
    public string? Mid { get; init; }

    /// <summary>Which way it flows.</summary>
    public SdpDirection Direction { get; init; }

    /// <summary>Name and password for checks.</summary>
    public IceCredentials? Credentials { get; init; }

    /// <summary>The certificates that may be shown.</summary>
    public ImmutableArray<SdpFingerprint> Fingerprints { get; init; } = [];

    /// <summary>Who begins the DTLS handshake.</summary>
    public SdpSetup? Setup { get; init; }

    /// <summary>Whether RTP and RTCP share one port (RFC 5761).</summary>
    public bool HasRtcpMux { get; init; }

    /// <summary>Whether RTCP may come without its report (RFC 5506).</summary>
    public bool HasReducedSizeRtcp { get; init; }

    /// <summary>Whether it exists only together with the others of its group (RFC 9143, section 6).</summary>
    public bool IsBundleOnly { get; init; }

    /// <summary>What payload types mean.</summary>
    public ImmutableArray<RtpMap> RtpMaps { get; init; } = [];

    /// <summary>Parameters of formats.</summary>
    public ImmutableArray<FormatParameters> Parameters { get; init; } = [];

    /// <summary>What receivers may tell.</summary>
    public ImmutableArray<SdpFeedback> Feedback { get; init; } = [];

    /// <summary>Addresses, as far as they are supported.</summary>
    public ImmutableArray<IceCandidate> Candidates { get; init; } = [];

    /// <summary>Whether no more addresses will come (RFC 8840, section 8.1).</summary>
    public bool HasAllCandidates { get; init; }

    /// <summary>Header extensions.</summary>
    public ImmutableArray<HeaderExtension> Extensions { get; init; } = [];

    /// <summary>Sources.</summary>
    public ImmutableArray<MediaSource> Sources { get; init; } = [];

    /// <summary>Whether it is carried by RTP.</summary>
    public bool IsRtp => IsRtpProtocol(Protocol);

    /// <summary>Whether it is data by SCTP on DTLS (RFC 8841).</summary>
    public bool IsData => Protocol.EndsWith("/DTLS/SCTP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is not wanted.</summary>
    public bool IsRejected => Port == 0 && !IsBundleOnly;

    /// <summary>Whether whoever wrote it wants to send.</summary>
    public bool Sends => Direction is SdpDirection.SendReceive or SdpDirection.SendOnly;

    /// <summary>Whether whoever wrote it wants to receive.</summary>
    public bool Receives => Direction is SdpDirection.SendReceive or SdpDirection.ReceiveOnly;

    /// <summary>What one of its formats means; null when nothing is said of it.</summary>
    public RtpMap? MapOf(string format) =>
        RtpMaps.FirstOrDefault(map => map.PayloadType.ToString(CultureInfo.InvariantCulture) == format);

    /// <summary>Whether it has a kind of feedback for a payload type.</summary>
    public bool HasFeedback(byte payloadType, string kind) => Feedback.Any(feedback =>
        (feedback.PayloadType is null || feedback.PayloadType == payloadType)
        && feedback.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>Says nothing of its content: there are addresses and passwords in it.</summary>
    public override string ToString() => $"{Kind} medium";

    internal static bool IsRtpProtocol(string protocol) => protocol.Contains("RTP/", StringComparison.OrdinalIgnoreCase);
}
