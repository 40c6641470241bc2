using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Caller.Sdp;

/// <summary>What an answer means to the caller who made the offer (RFC 8829, section 5.11).</summary>
public static class AnswerReader
{
    /// <summary>Reads an answer to what <see cref="OfferBuilder"/> wrote.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="video">The video that was offered.</param>
    /// <exception cref="SdpException">It is not an answer to it, or it refuses.</exception>
    public static VideoAgreement Read(SessionDescription answer, OfferedVideo video)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(video);
        if (answer.Media is not [{ Kind: "video" } media])
        {
            throw new SdpException(SdpProblem.AnswerMismatch, 0, "One video was offered; the answer has something else.");
        }

        if (media.IsRejected || !media.Receives)
        {
            throw new SdpException(SdpProblem.Refused, media.Line, "The other side does not want the video.");
        }

        if (VideoTerms.Objection(answer, media, SdpSetup.Passive) is { } objection)
        {
            throw objection;
        }

        var agreement = VideoTerms.Accept(answer, media);
        return agreement.Mid == video.Mid && agreement.PayloadType == video.PayloadType
            ? agreement
            : throw new SdpException(SdpProblem.AnswerMismatch, media.Line, "Name or payload type differ from those offered.");
    }
}
