using System.Collections.Immutable;

namespace Actors.WebRtc.Sdp;

/// <summary>
/// Writes the server's answer (RFC 8829, section 5.3): it receives one VP8 video, is ICE lite, and lets the phone start
/// the DTLS handshake. Media that share the video's port stay inactive; others are rejected in place.
/// </summary>
public static class AnswerBuilder
{
    /// <summary>Answers an offer.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="local">Our side, with at least one address.</param>
    /// <exception cref="SdpException">Nothing in the offer is acceptable.</exception>
    public static VideoAnswer Build(SessionDescription offer, LocalTransport local)
    {
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
    /// The mids of the media that share the video's port, in the order of their group. A browser with the policy
    /// max-bundle has a transport only for the first of the group and cannot do without it (libwebrtc: "Failed to setup
    /// RTCP mux"), although RFC 9143, section 7.3.1, says otherwise. Data stay only if they come first: once they are
    /// agreed on, phones keep sending to a port where nothing listens for data.
    /// </summary>
    private static ImmutableArray<string> Kept(SessionDescription offer, MediaDescription video)
    {
        var bundle = offer.BundleOf(video) ?? [];
        return
        [
            .. from mid in bundle
               let media = offer.Media.First(media => media.Mid == mid)
               where !media.IsRejected
                   && !media.Formats.IsEmpty
                   && (media.IsRtp || (media.IsData && mid == bundle[0]))
               select mid,
        ];
    }

    /// <summary>The first acceptable video.</summary>
    private static MediaDescription Choose(SessionDescription offer)
    {
        SdpException? first = null;
        foreach (var media in offer.Media.Where(media => media is { Kind: "video", IsRejected: false }))
        {
            var objection = media.Sends || media.Fault is not null
                ? VideoTerms.Objection(offer, media, SdpSetup.ActivePassive, SdpSetup.Active)
                : new SdpException(SdpProblem.NoSendableVideo, media.Line, "The offer does not want to send its video.");
            if (objection is null)
            {
                return media;
            }

            first = first is null or { Problem: SdpProblem.NoSendableVideo } ? objection : first;
        }

        throw first ?? new SdpException(SdpProblem.NoVideo, 0, "The offer has no video.");
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
