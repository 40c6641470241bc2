using System.Collections.Immutable;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>What two sides agreed on: one video in VP8, one way, on one port.</summary>
/// <param name="Mid">The name of the medium; none when the offer gave none.</param>
/// <param name="PayloadType">What packets of VP8 are marked with.</param>
/// <param name="Feedback">What the receiver may tell the sender.</param>
/// <param name="Credentials">The other side's name and password for checks.</param>
/// <param name="Fingerprints">One of these certificates the other side will show; all by SHA-256, one at least.</param>
/// <param name="Candidates">Where the other side may be reached, as far as it has said.</param>
/// <param name="HasAllCandidates">Whether it will name no more.</param>
/// <param name="Sources">The sources that the other side announced.</param>
public sealed record VideoAgreement(
    string? Mid,
    byte PayloadType,
    VideoFeedback Feedback,
    IceCredentials Credentials,
    ImmutableArray<SdpFingerprint> Fingerprints,
    ImmutableArray<IceCandidate> Candidates,
    bool HasAllCandidates,
    ImmutableArray<MediaSource> Sources)
{
    /// <summary>Whether feedback may come without a report before it (RFC 5506).</summary>
    public bool HasReducedSizeRtcp { get; init; }

    /// <summary>The number that the other side gave the session.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>
    /// Whether another agreement continues this one: the same session with the same certificates and the same video, so that
    /// keys and pictures go on. Addresses, names and passwords may be others.
    /// </summary>
    public bool IsContinuedBy(VideoAgreement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (SessionId, Mid, PayloadType, Feedback, HasReducedSizeRtcp)
            == (other.SessionId, other.Mid, other.PayloadType, other.Feedback, other.HasReducedSizeRtcp)
            && Fingerprints.Select(Text).SequenceEqual(other.Fingerprints.Select(Text));

        static string Text(SdpFingerprint fingerprint) => fingerprint.ToString();
    }

    /// <summary>Whether the other side looks for us anew: its name or password is another.</summary>
    public bool IsRestartedBy(VideoAgreement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Credentials.Fragment, Credentials.Password) != (other.Credentials.Fragment, other.Credentials.Password);
    }

    /// <summary>Says nothing of its content: there are addresses and passwords in it.</summary>
    public override string ToString() => "video agreement";
}
