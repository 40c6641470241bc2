using System.Globalization;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Caller.Sdp;

/// <summary>The caller's offer (RFC 8829, section 5.2): one video in VP8 from us.</summary>
public static class OfferBuilder
{
    /// <summary>Writes an offer.</summary>
    /// <param name="local">What we tell about ourselves; addresses may come later.</param>
    /// <param name="video">The video.</param>
    /// <param name="hasAllCandidates">Whether no more addresses will come.</param>
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
