using System.Collections.Immutable;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>Feedback that a receiver of video may send, as negotiated.</summary>
[Flags]
public enum VideoFeedback
{
    /// <summary>Only reports.</summary>
    None = 0,

    /// <summary>Lost packets: <c>nack</c> (RFC 4585, section 6.2.1).</summary>
    Nack = 1,

    /// <summary>Picture loss: <c>nack pli</c> (RFC 4585, section 6.3.1).</summary>
    PictureLoss = 2,

    /// <summary>Request for a key frame: <c>ccm fir</c> (RFC 5104, section 4.3.1).</summary>
    FullIntraRequest = 4,

    /// <summary>A limit in bits per second: <c>goog-remb</c>.</summary>
    BitrateLimit = 8,

    /// <summary>Everything that this library supports.</summary>
    All = Nack | PictureLoss | FullIntraRequest | BitrateLimit,
}

/// <summary>What two sides agreed on: one VP8 video in one direction on one port.</summary>
/// <param name="Mid">The mid of the medium; null if the offer has none.</param>
/// <param name="PayloadType">The payload type of VP8.</param>
/// <param name="Feedback">The feedback that the receiver may send.</param>
/// <param name="Credentials">The other side's ICE credentials.</param>
/// <param name="Fingerprints">The other side shows a certificate of one of these. At least one, all of SHA-256.</param>
/// <param name="Candidates">The other side's candidates so far.</param>
/// <param name="HasAllCandidates">Whether no more candidates follow.</param>
/// <param name="Sources">The sources that the other side announced.</param>
public sealed record VideoAgreement(
    string? Mid,
    byte PayloadType,
    VideoFeedback Feedback,
    IceCredentials Credentials,
    ImmutableArray<CertificateFingerprint> Fingerprints,
    ImmutableArray<IceCandidate> Candidates,
    bool HasAllCandidates,
    ImmutableArray<MediaSource> Sources)
{
    /// <summary>Whether reduced-size RTCP is allowed (RFC 5506).</summary>
    public bool HasReducedSizeRtcp { get; init; }

    /// <summary>The other side's session id.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>
    /// Whether another agreement continues this one: same session, certificates and video, so that keys and pictures go
    /// on. Candidates and credentials may differ.
    /// </summary>
    public bool IsContinuedBy(VideoAgreement other)
    {
        return (SessionId, Mid, PayloadType, Feedback, HasReducedSizeRtcp)
            == (other.SessionId, other.Mid, other.PayloadType, other.Feedback, other.HasReducedSizeRtcp)
            && Fingerprints.Select(Text).SequenceEqual(other.Fingerprints.Select(Text));

        static string Text(CertificateFingerprint fingerprint) => fingerprint.ToString();
    }

    /// <summary>Whether another agreement restarts ICE: its credentials differ (RFC 8445, section 9).</summary>
    public bool IsRestartedBy(VideoAgreement other) =>
        (Credentials.Fragment, Credentials.Password) != (other.Credentials.Fragment, other.Credentials.Password);

    /// <summary>Does not show the content, which includes addresses and passwords.</summary>
    public override string ToString() => "video agreement";
}

/// <summary>An answer and what it means.</summary>
/// <param name="Sdp">The text for the other side.</param>
/// <param name="Agreement">What both sides agreed on.</param>
public sealed record VideoAnswer(string Sdp, VideoAgreement Agreement)
{
    /// <summary>Does not show the content, which includes addresses and passwords.</summary>
    public override string ToString() => "video answer";
}
