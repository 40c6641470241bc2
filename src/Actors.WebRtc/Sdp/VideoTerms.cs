using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>On which terms a video is taken, whoever offers it.</summary>
internal static class VideoTerms
{
    /// <summary>The profile that is written; the others are older names of it (RFC 8829, section 5.1.2).</summary>
    public const string Protocol = "UDP/TLS/RTP/SAVPF";

    private const string Format = "VP8";
    private const int ClockRate = 90_000;

    private static readonly string[] Protocols =
    [
        Protocol, "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "RTP/SAVP", "TCP/DTLS/RTP/SAVPF", "TCP/DTLS/RTP/SAVP",
    ];

    /// <summary>What stands against a video; nothing when it can be taken.</summary>
    /// <param name="session">The description.</param>
    /// <param name="media">The video.</param>
    /// <param name="setups">The roles of the other side that suit us.</param>
    public static SdpException? Objection(SessionDescription session, MediaDescription media, params SdpSetup[] setups)
    {
        var transport = session.TransportOf(media);
        return ObjectionToFormat(media, transport) ?? ObjectionToTransport(media, transport, setups);
    }

    /// <summary>What is agreed on by taking a video to which there is no objection.</summary>
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

    /// <summary>The first payload type that means VP8.</summary>
    private static byte? PayloadType(MediaDescription media) => media.Formats
        .Select(media.MapOf)
        .FirstOrDefault(map => map is { ClockRate: ClockRate }
            && map.Encoding.Equals(Format, StringComparison.OrdinalIgnoreCase))
        ?.PayloadType;

    private static SdpException? ObjectionToFormat(MediaDescription media, MediaDescription transport)
    {
        if (!Protocols.Contains(media.Protocol, StringComparer.Ordinal))
        {
            return No(SdpProblem.UnsupportedProtocol, "Not a profile of SRTP with keys by DTLS.");
        }

        if (PayloadType(media) is null)
        {
            return No(SdpProblem.NoVp8, "VP8 is not among the formats.");
        }

        return media.HasRtcpMux || transport.HasRtcpMux ? null : No(SdpProblem.NoRtcpMux, "RTP and RTCP must share a port.");

        SdpException No(SdpProblem problem, string explanation) => new(problem, media.Line, explanation);
    }

    private static SdpException? ObjectionToTransport(MediaDescription media, MediaDescription transport, SdpSetup[] setups)
    {
        if (transport.Credentials is null)
        {
            return No(SdpProblem.NoIceCredentials, "Name and password for checks are missing.");
        }

        if (transport.Fingerprints.IsEmpty)
        {
            return No(SdpProblem.NoFingerprint, "The fingerprint of the certificate is missing.");
        }

        if (!transport.Fingerprints.Any(fingerprint => fingerprint.IsSupported))
        {
            var names = transport.Fingerprints.Select(fingerprint => fingerprint.Algorithm).ToImmutableSortedSet();
            return No(SdpProblem.UnsupportedFingerprint, $"Fingerprint by {string.Join(", ", names)}; only sha-256 is taken.");
        }

        return transport.Setup is null || setups.Contains(transport.Setup.Value)
            ? null
            : No(SdpProblem.UnsupportedSetup, "The roles of the DTLS handshake do not fit.");

        SdpException No(SdpProblem problem, string explanation) => new(problem, media.Line, explanation);
    }
}
