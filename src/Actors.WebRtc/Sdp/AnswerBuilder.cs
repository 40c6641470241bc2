using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>
/// The server's answer (RFC 8829, section 5.3): one video in VP8 towards us, ICE lite, the phone begins the handshake. Of the
/// other media those that share its port stay there in silence; the rest are refused in their place.
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
        var kept = Kept(offer, video);
        writer.Bundle(kept);
        foreach (var media in offer.Media)
        {
            if (ReferenceEquals(media, video))
            {
                Accept(writer, offer, video, agreement, local);
            }
            else if (media.Mid is not null && kept.Contains(media.Mid))
            {
                writer.Silent(local, media);
            }
            else
            {
                writer.Rejected(local, media);
            }
        }

        return new VideoAnswer(writer.ToString(), agreement);
    }

    /// <summary>
    /// The names of the media that share the port of the video, in the order of their group. A browser with the policy
    /// max-bundle has a transport only for the first of the group and cannot do without it (libwebrtc: "Failed to setup RTCP
    /// mux"), though RFC 9143, section 7.3.1, has it otherwise. That is why data stay only if they come first: once they are
    /// agreed on, phones knock at a port where nobody is.
    /// </summary>
    private static ImmutableArray<string> Kept(SessionDescription offer, MediaDescription video)
    {
        var bundle = offer.BundleOf(video) ?? [];
        return
        [
            .. from mid in bundle
               let media = offer.Media.First(media => media.Mid == mid)
               where !media.IsRejected && (media.IsRtp || (media.IsData && mid == bundle[0]))
               select mid,
        ];
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
