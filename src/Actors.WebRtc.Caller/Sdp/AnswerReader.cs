using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Caller.Sdp;

/// <summary>Reads an answer for the caller who made the offer (RFC 8829, section 5.11).</summary>
public static class AnswerReader
{
    /// <summary>Reads an answer to an offer of <see cref="OfferBuilder"/>.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="video">The video that was offered.</param>
    /// <exception cref="SdpException">The answer does not fit the offer, or rejects it.</exception>
    public static VideoAgreement Read(SessionDescription answer, OfferedVideo video)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(video);
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
