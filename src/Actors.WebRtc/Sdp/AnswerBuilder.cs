namespace Actors.WebRtc.Sdp;

/// <summary>
/// The server's answer (RFC 8829, section 5.3): one video in VP8 towards us, ICE lite, the phone begins the handshake. All
/// other media are refused in their place.
/// </summary>
public static class AnswerBuilder
{
    /// <summary>Answers an offer.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="local">What we tell about ourselves; it has an address at least.</param>
    /// <exception cref="SdpException">Nothing in the offer suits us.</exception>
    public static VideoAnswer Build(SessionDescription offer, LocalTransport local)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentOutOfRangeException.ThrowIfZero(local.EndPoints.Length, nameof(local));
        var video = Choose(offer);
        var agreement = VideoTerms.Accept(offer, video);

        var writer = new SdpWriter();
        writer.Head(local);
        writer.Attribute("ice-lite");
        writer.Bundle(offer.BundleOf(video) is null ? null : video.Mid);
        foreach (var media in offer.Media)
        {
            if (ReferenceEquals(media, video))
            {
                Accept(writer, offer, video, agreement, local);
            }
            else
            {
                writer.Rejected(media);
            }
        }

        return new VideoAnswer(writer.ToString(), agreement);
    }

    /// <summary>The first video that can be taken.</summary>
    private static MediaDescription Choose(SessionDescription offer)
    {
        SdpException? first = null;
        foreach (var media in offer.Media.Where(media => media is { Kind: "video", IsRejected: false }))
        {
            var objection = media.Sends
                ? VideoTerms.Objection(offer, media, SdpSetup.ActivePassive, SdpSetup.Active)
                : new SdpException(SdpProblem.NoSendableVideo, media.Line, "The video is not to be sent to us.");
            if (objection is null)
            {
                return media;
            }

            first = first is null or { Problem: SdpProblem.NoSendableVideo } ? objection : first;
        }

        throw first ?? new SdpException(SdpProblem.NoVideo, 0, "There is no video in the offer.");
    }

    private static void Accept(
        SdpWriter writer, SessionDescription offer, MediaDescription video, VideoAgreement agreement, LocalTransport local)
    {
        writer.Video(local, video.Protocol, video.Mid, agreement.PayloadType, agreement.Feedback);
        if (video.HasReducedSizeRtcp || offer.TransportOf(video).HasReducedSizeRtcp)
        {
            writer.Attribute("rtcp-rsize");
        }

        writer.Attribute("recvonly");
        writer.Transport(local, "passive");
        writer.Attribute("end-of-candidates");
    }
}
