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

/// <summary>Reads an answer for the caller who made the offer (RFC 8829, section 5.11).</summary>
public static class AnswerReader
{
    /// <summary>Reads an answer to an offer of <see cref="OfferBuilder"/>.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="video">The video that was offered.</param>
    /// <exception cref="SdpException">The answer does not fit the offer, or rejects it.</exception>
    public static VideoAgreement Read(SessionDescription answer, OfferedVideo video)
    {
        if (answer.Media is not [{ Kind: "video" } media])
        {
            throw new SdpException(SdpProblem.AnswerMismatch, 0, "The offer has one video; the answer has other media.");
        }

        if (media.IsRejected || !media.Receives)
        {
            throw new SdpException(SdpProblem.Refused, media.Line, "The other side rejects the video.");
        }

        if (VideoTerms.Objection(answer, media, SdpSetup.Passive) is { } objection)
        {
            throw objection;
        }

        var agreement = VideoTerms.Accept(answer, media);
        return agreement.Mid == video.Mid && agreement.PayloadType == video.PayloadType
            ? agreement
            : throw new SdpException(SdpProblem.AnswerMismatch, media.Line, "The mid or payload type differs from the offer.");
    }
}
