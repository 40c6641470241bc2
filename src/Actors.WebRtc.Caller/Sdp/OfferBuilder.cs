using System.Globalization;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Caller.Sdp;

/// <summary>The video that a caller offers to send.</summary>
/// <param name="Ssrc">The SSRC.</param>
/// <param name="CanonicalName">The CNAME (RFC 3550, section 6.5.1): a random token.</param>
public sealed record OfferedVideo(uint Ssrc, string CanonicalName)
{
    /// <summary>The mid of the medium.</summary>
    public string Mid { get; init; } = "0";

    /// <summary>The payload type, 96 to 127.</summary>
    public byte PayloadType { get; init; } = 96;
}

/// <summary>Writes the caller's offer (RFC 8829, section 5.2): it sends one VP8 video.</summary>
public static class OfferBuilder
{
    /// <summary>Writes an offer.</summary>
    /// <param name="local">Our side; candidates may follow later.</param>
    /// <param name="video">The video.</param>
    /// <param name="hasAllCandidates">Whether no more candidates follow.</param>
    public static string Build(LocalTransport local, OfferedVideo video, bool hasAllCandidates = true)
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(video);
        var writer = new SdpWriter();
        writer.Head(local);
        writer.Bundle([video.Mid]);
        writer.Video(local, VideoTerms.Protocol, video.Mid, video.PayloadType, VideoFeedback.All);
        writer.Attribute("rtcp-rsize");
        writer.Attribute("sendonly");
        writer.Attribute("ice-options", "trickle");
        writer.Transport(local, "actpass");
        if (hasAllCandidates)
        {
            writer.Attribute("end-of-candidates");
        }

        writer.Attribute("msid", "- video");
        writer.Attribute(
            "ssrc", string.Create(CultureInfo.InvariantCulture, $"{video.Ssrc} cname:{video.CanonicalName}"));
        return writer.ToString();
    }
}
