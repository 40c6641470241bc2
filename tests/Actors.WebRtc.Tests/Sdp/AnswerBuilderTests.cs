using System.Net;
using Actors.Testing;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Tests.Ice;

namespace Actors.WebRtc.Tests.Sdp;

public sealed class AnswerBuilderTests
{
    private static readonly LocalTransport Local = LocalTransport.Create(
        new SeededNumbers(4),
        SdpFingerprint.OfCertificate([1, 2, 3]),
        new IPEndPoint(IPAddress.Parse("198.51.100.1"), 3478),
        new IPEndPoint(IPAddress.Parse("2001:db8::1"), 3478));

    /// <summary>The whole answer, so that whoever changes it sees what goes to the phone.</summary>
    [Fact]
    public void The_answer_to_Chromium_is_this()
    {
        var answer = Answer(Offers.Chromium);

        Assert.Equal(
            $"""
            v=0
            o=- {Local.SessionId} 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=ice-lite
            a=group:BUNDLE 1
            m=audio 0 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
            c=IN IP4 0.0.0.0
            a=mid:0
            a=inactive
            m=video 3478 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 198.51.100.1
            a=mid:1
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=rtcp-fb:96 ccm fir
            a=rtcp-fb:96 goog-remb
            a=rtcp-rsize
            a=recvonly
            a=ice-ufrag:{Local.Credentials.Fragment}
            a=ice-pwd:{Local.Credentials.Password}
            a=fingerprint:{Local.Fingerprint}
            a=setup:passive
            a=candidate:1 1 udp 2130706431 198.51.100.1 3478 typ host
            a=candidate:2 1 udp 2130706175 2001:db8::1 3478 typ host
            a=end-of-candidates
            m=application 0 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=mid:2
            a=sctp-port:5000

            """.ReplaceLineEndings("\r\n"),
            answer.Sdp);
    }

    [Fact]
    public void What_was_agreed_on_with_Firefox_is_told()
    {
        var agreement = Answer(Offers.Firefox).Agreement;

        Assert.Equal("0", agreement.Mid);
        Assert.Equal(120, agreement.PayloadType);
        Assert.Equal(VideoFeedback.All, agreement.Feedback);
        Assert.Equal("2ab1c9d4", agreement.Credentials.Fragment);
        Assert.Equal("0c6b9f5b6b2c4de3a8f1f0a3d3c6e9d2", agreement.Credentials.Password);
        Assert.Equal($"sha-256 {Offers.Fingerprint}", Assert.Single(agreement.Fingerprints).ToString());
        Assert.Equal(3, agreement.Candidates.Length);
        Assert.True(agreement.HasAllCandidates);
        Assert.Equal(3735928559, agreement.Sources[0].Ssrc);
    }

    [Theory]
    [InlineData(Offers.Chromium, 96, VideoFeedback.All, "1")]
    [InlineData(Offers.Safari, 100, VideoFeedback.All, "0")]
    [InlineData(Offers.Werift, 96, VideoFeedback.Nack | VideoFeedback.PictureLoss, "0")]
    [InlineData(Offers.BundleOnly, 96, VideoFeedback.PictureLoss, "v")]
    [InlineData(Offers.Smallest, 96, VideoFeedback.None, null)]
    public void An_answer_fits_its_offer(string offer, int payloadType, VideoFeedback feedback, string? mid)
    {
        var read = SessionDescription.Parse(offer);
        var answer = Answer(offer);
        var written = SessionDescription.Parse(answer.Sdp);

        var agreement = answer.Agreement;
        Assert.Equal((payloadType, feedback, mid), (agreement.PayloadType, agreement.Feedback, agreement.Mid));
        Assert.True(written.IsIceLite);
        Assert.Equal(read.Media.Select(media => (media.Kind, media.Mid)), written.Media.Select(media => (media.Kind, media.Mid)));
        var video = Assert.Single(written.Media, media => media.Port != 0);
        Assert.Equal("video", video.Kind);
        Assert.Equal(SdpDirection.ReceiveOnly, video.Direction);
        Assert.Equal(SdpSetup.Passive, video.Setup);
        Assert.Equal(2, video.Candidates.Length);
        Assert.Equal(mid is null ? [] : [mid], written.Bundles.SelectMany(bundle => bundle));
    }

    [Fact]
    public void Only_the_first_video_that_suits_is_taken()
    {
        var more = Offers.Werift.Replace("BUNDLE 0", "BUNDLE 0 1", StringComparison.Ordinal)
            + "\n" + Section(Offers.Werift).Replace("a=mid:0", "a=mid:1", StringComparison.Ordinal);
        var receiving = more.Replace("a=sendonly\na=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid\na=mid:0",
            "a=recvonly\na=mid:0", StringComparison.Ordinal);

        Assert.Equal("0", Answer(more).Agreement.Mid);
        Assert.Equal("1", Answer(receiving).Agreement.Mid);
        Assert.Contains("m=video 0 UDP/TLS/RTP/SAVPF 96\r\n", Answer(receiving).Sdp, StringComparison.Ordinal);
        Assert.Contains("a=group:BUNDLE 1\r\n", Answer(receiving).Sdp, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unsuitable))]
    public void An_offer_that_does_not_suit_is_refused_by_name(string offer, SdpProblem problem) =>
        Assert.Equal(problem, Assert.Throws<SdpException>(() => Answer(offer)).Problem);

    public static TheoryData<string, SdpProblem> Unsuitable() => new()
    {
        { Offers.Smallest[..Offers.Smallest.IndexOf("m=", StringComparison.Ordinal)], SdpProblem.NoVideo },
        { Change("m=video", "m=audio"), SdpProblem.NoVideo },
        { Change("m=video 9", "m=video 0"), SdpProblem.NoVideo },
        { Change("a=rtcp-mux", "a=rtcp-mux\na=recvonly"), SdpProblem.NoSendableVideo },
        { Change("a=rtcp-mux", "a=rtcp-mux\na=inactive"), SdpProblem.NoSendableVideo },
        { Change("UDP/TLS/RTP/SAVPF", "RTP/AVP"), SdpProblem.UnsupportedProtocol },
        { Change("VP8", "VP9"), SdpProblem.NoVp8 },
        { Change("VP8/90000", "VP8/8000"), SdpProblem.NoVp8 },
        { Change("rtpmap:96", "rtpmap:97"), SdpProblem.NoVp8 },
        { Change("a=rtcp-mux\n", ""), SdpProblem.NoRtcpMux },
        { Change("a=ice-ufrag:abcd\na=ice-pwd:0123456789012345678901\n", ""), SdpProblem.NoIceCredentials },
        { Change($"a=fingerprint:sha-256 {Offers.Fingerprint}\n", ""), SdpProblem.NoFingerprint },
        { Change($"sha-256 {Offers.Fingerprint}", "sha-1 99:41:49:83:4A"), SdpProblem.UnsupportedFingerprint },
        { Change("actpass", "passive"), SdpProblem.UnsupportedSetup },
        { Change("actpass", "holdconn"), SdpProblem.UnsupportedSetup },
    };

    [Fact]
    public void A_hash_that_is_not_taken_is_named()
    {
        var offer = Change($"sha-256 {Offers.Fingerprint}", "sha-1 99:41:49:83:4A");
        var exception = Assert.Throws<SdpException>(() => Answer(offer));
        Assert.Contains("sha-1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(9, exception.Line);
    }

    [Fact]
    public void Of_several_hashes_ours_is_taken()
    {
        var answer = Answer(Change("a=setup:actpass", "a=fingerprint:sha-1 99:41:49:83:4A\na=setup:active"));
        Assert.Equal($"sha-256 {Offers.Fingerprint}", Assert.Single(answer.Agreement.Fingerprints).ToString());
    }

    /// <summary>The reason of the video that could have been sent is told, not that of one that could not.</summary>
    [Fact]
    public void The_better_reason_is_told()
    {
        var offer = Offers.Smallest + "\na=recvonly\nm=video 9 UDP/TLS/RTP/SAVPF 96\na=rtcp-mux\na=rtpmap:96 H264/90000";
        var exception = Assert.Throws<SdpException>(() => Answer(offer));
        Assert.Equal((SdpProblem.NoVp8, 13), (exception.Problem, exception.Line));
    }

    [Fact]
    public void Without_an_address_there_is_no_answer()
    {
        var offer = SessionDescription.Parse(Offers.Smallest);
        Assert.ThrowsAny<ArgumentException>(() => AnswerBuilder.Build(offer, Local with { EndPoints = [] }));
    }

    [Fact]
    public void Nothing_of_an_answer_is_repeated_in_texts()
    {
        var answer = Answer(Offers.Firefox);
        foreach (var text in new[] { answer.ToString(), answer.Agreement.ToString(), Local.ToString() })
        {
            Assert.DoesNotContain("0c6b9f5b6b2c4de3a8f1f0a3d3c6e9d2", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Local.Credentials.Password, text, StringComparison.Ordinal);
        }
    }

    /// <summary>Whatever is offered: it is answered by something that can be read and fits, or refused by name.</summary>
    [Fact]
    public void Answering_never_fails_in_another_way()
    {
        var random = new SeededRandom(8829);
        var (answered, refused) = (0, 0);
        for (var times = 0; times < 20_000; times++)
        {
            try
            {
                var offer = SessionDescription.Parse(TextMutation.Mutate(Offers.All[times % Offers.All.Length], random));
                var answer = SessionDescription.Parse(AnswerBuilder.Build(offer, Local).Sdp);
                answered++;
                Assert.Equal(offer.Media.Select(media => (media.Kind, media.Mid)),
                    answer.Media.Select(media => (media.Kind, media.Mid)));
                Assert.Single(answer.Media, media => media.Port != 0);
            }
            catch (SdpException)
            {
                refused++;
            }
        }

        Assert.InRange(answered, 1_000, 19_000);
        Assert.Equal(20_000, answered + refused);
    }

    private static VideoAnswer Answer(string offer) => AnswerBuilder.Build(SessionDescription.Parse(offer), Local);

    private static string Section(string offer) => offer[offer.IndexOf("m=video", StringComparison.Ordinal)..];

    private static string Change(string from, string to)
    {
        Assert.Contains(from, Offers.Smallest, StringComparison.Ordinal);
        return Offers.Smallest.Replace(from, to, StringComparison.Ordinal);
    }
}
