using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>The terms on which either side accepts a video.</summary>
internal static class VideoTerms
{
    /// <summary>
    /// The profile that this library writes; the others are older names of it (RFC 8829, section 5.1.2).
    /// </summary>
    public const string Protocol = "UDP/TLS/RTP/SAVPF";

    private const string Format = "VP8";
    private const int ClockRate = 90_000;

    private static readonly string[] Protocols =
    [
        Protocol, "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "RTP/SAVP", "TCP/DTLS/RTP/SAVPF", "TCP/DTLS/RTP/SAVP",
    ];

    /// <summary>Why a video is not acceptable; null if it is.</summary>
    /// <param name="session">The description.</param>
    /// <param name="media">The video.</param>
    /// <param name="setups">The other side's setup roles that are acceptable.</param>
    public static SdpException? Objection(SessionDescription session, MediaDescription media, params SdpSetup[] setups)
    {
        var transport = session.TransportOf(media);
        return media.Fault
            ?? ObjectionToFormat(media, transport)
            ?? transport.TransportFault
            ?? ObjectionToTransport(media, transport, setups);
    }

    /// <summary>Accepts a video without objection.</summary>
    public static VideoAgreement Accept(SessionDescription session, MediaDescription media)
    {
        var transport = session.TransportOf(media);
        var payloadType = PayloadType(media)!.Value;
        return new VideoAgreement(
            media.Mid,
            payloadType,
            VideoFeedbackKinds.Of(media, payloadType),
            transport.Credentials!,
            [.. transport.Fingerprints.Where(fingerprint => fingerprint.IsSupported)],
            transport.Candidates,
            transport.HasAllCandidates,
            media.Sources)
        {
            HasReducedSizeRtcp = media.HasReducedSizeRtcp || transport.HasReducedSizeRtcp,
            SessionId = session.SessionId,
        };
    }

    /// <summary>The first payload type that is VP8 and nothing else; null if there is none.</summary>
    private static byte? PayloadType(MediaDescription media) => media.Formats
        .Select(media.MapOf)
        .FirstOrDefault(map => map is not null && IsVp8(map) && !IsContradicted(media, map))
        ?.PayloadType;

    private static bool IsVp8(RtpMap map) =>
        map.ClockRate == ClockRate && map.Encoding.Equals(Format, StringComparison.OrdinalIgnoreCase);

    private static bool IsContradicted(MediaDescription media, RtpMap map) =>
        media.RtpMaps.Count(other => other.PayloadType == map.PayloadType) > 1;

    private static SdpException? ObjectionToFormat(MediaDescription media, MediaDescription transport)
    {
        if (!Protocols.Contains(media.Protocol, StringComparer.Ordinal))
        {
            return No(SdpProblem.UnsupportedProtocol, "The profile is not SRTP with keys from DTLS.");
        }

        if (PayloadType(media) is null)
        {
            return media.RtpMaps.Any(map => IsVp8(map) && IsContradicted(media, map))
                ? No(SdpProblem.Duplicate, "The lines of rtpmap say both VP8 and something else of a payload type.")
                : No(SdpProblem.NoVp8, "VP8 is not among the formats, or its rtpmap cannot be read.");
        }

        return media.HasRtcpMux || transport.HasRtcpMux
            ? null
            : No(SdpProblem.NoRtcpMux, "RTP and RTCP do not share a port (rtcp-mux).");

        SdpException No(SdpProblem problem, string explanation) => new(problem, media.Line, explanation);
    }

    private static SdpException? ObjectionToTransport(MediaDescription media, MediaDescription transport, SdpSetup[] setups)
    {
        if (transport.Credentials is null)
        {
            return No(SdpProblem.NoIceCredentials, "ice-ufrag and ice-pwd are missing.");
        }

        if (transport.Fingerprints.IsEmpty)
        {
            return No(SdpProblem.NoFingerprint, "The fingerprint of the certificate is missing.");
        }

        if (!transport.Fingerprints.Any(fingerprint => fingerprint.IsSupported))
        {
            var names = transport.Fingerprints.Select(fingerprint => fingerprint.Algorithm).ToImmutableSortedSet();
            return No(
                SdpProblem.UnsupportedFingerprint,
                $"The fingerprint uses {string.Join(", ", names)}; only sha-256 is supported.");
        }

        return transport.Setup is null || setups.Contains(transport.Setup.Value)
            ? null
            : No(SdpProblem.UnsupportedSetup, "The setup role does not fit ours.");

        SdpException No(SdpProblem problem, string explanation) => new(problem, media.Line, explanation);
    }
}

/// <summary>The names of feedback kinds (RFC 4585, section 4.2).</summary>
internal static class VideoFeedbackKinds
{
    private static readonly (VideoFeedback Flag, string Text)[] Kinds =
    [
        (VideoFeedback.Nack, "nack"),
        (VideoFeedback.PictureLoss, "nack pli"),
        (VideoFeedback.FullIntraRequest, "ccm fir"),
        (VideoFeedback.BitrateLimit, "goog-remb"),
    ];

    /// <summary>The kinds that a medium has for a payload type.</summary>
    public static VideoFeedback Of(MediaDescription media, byte payloadType) => Kinds
        .Where(kind => media.HasFeedback(payloadType, kind.Text))
        .Aggregate(VideoFeedback.None, (flags, kind) => flags | kind.Flag);

    /// <summary>The names of some kinds.</summary>
    public static IEnumerable<string> Texts(VideoFeedback feedback) =>
        Kinds.Where(kind => feedback.HasFlag(kind.Flag)).Select(kind => kind.Text);
}
