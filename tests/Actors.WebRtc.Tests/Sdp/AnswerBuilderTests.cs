using System.Net;
using Actors.Testing;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Tests.Sdp;

public sealed class AnswerBuilderTests
{
    private static readonly LocalTransport Local = LocalTransport.Create(
        new SeededNumbers(4),
        CertificateFingerprint.Of([1, 2, 3]),
        new IPEndPoint(IPAddress.Parse("198.51.100.1"), 3478),
        new IPEndPoint(IPAddress.Parse("2001:db8::1"), 3478));

    /// <summary>The whole answer, so that a change shows what the phone receives.</summary>
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
            a=group:BUNDLE 0 1
            m=audio 3478 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 198.51.100.1
            a=mid:0
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=inactive
            a=fmtp:111 minptime=10;useinbandfec=1
            a=ice-ufrag:{Local.Credentials.Fragment}
            a=ice-pwd:{Local.Credentials.Password}
            a=fingerprint:{Local.Fingerprint}
            a=setup:passive
            a=candidate:1 1 udp 2130706431 198.51.100.1 3478 typ host
            a=candidate:2 1 udp 2130706175 2001:db8::1 3478 typ host
            a=end-of-candidates
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
            a=ice-ufrag:{Local.Credentials.Fragment}
            a=ice-pwd:{Local.Credentials.Password}
            a=fingerprint:{Local.Fingerprint}
            a=setup:passive

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
    [InlineData(Offers.Chromium, 96, VideoFeedback.All, "1", "0", "1")]
    [InlineData(Offers.Safari, 100, VideoFeedback.All, "0", "0")]
    [InlineData(Offers.Werift, 96, VideoFeedback.Nack | VideoFeedback.PictureLoss, "0", "0")]
    [InlineData(Offers.BundleOnly, 96, VideoFeedback.PictureLoss, "v", "a", "v")]
    [InlineData(Offers.Smallest, 96, VideoFeedback.None, null)]
    public void An_answer_fits_its_offer(
        string offer, int payloadType, VideoFeedback feedback, string? mid, params string[] bundle)
    {
        var read = SessionDescription.Parse(offer);
        var answer = Answer(offer);
        var written = SessionDescription.Parse(answer.Sdp);

        var agreement = answer.Agreement;
        Assert.Equal((payloadType, feedback, mid), (agreement.PayloadType, agreement.Feedback, agreement.Mid));
        Assert.True(written.IsIceLite);
        Assert.Equal(read.Media.Select(media => (media.Kind, media.Mid)), written.Media.Select(media => (media.Kind, media.Mid)));
        var video = Assert.Single(written.Media, media => media.Direction == SdpDirection.ReceiveOnly);
        Assert.Equal(("video", mid), (video.Kind, video.Mid));
        var kept = written.Media.Where(media => !media.IsRejected).ToList();
        Assert.All(kept, media => Assert.Equal(
            (SdpSetup.Passive, 2, true, 3478), (media.Setup, media.Candidates.Length, media.HasAllCandidates, media.Port)));
        Assert.All(kept.Where(media => media != video), media => Assert.Equal(SdpDirection.Inactive, media.Direction));
        Assert.Equal(bundle, written.Bundles.SelectMany(names => names));
        Assert.Equal(bundle, kept.Select(media => media.Mid).OfType<string>());
    }

    /// <summary>In the first place of its group the data channel stays, for what comes after it would have no way.</summary>
    [Fact]
    public void Data_stay_where_the_others_lean_on_them()
    {
        var answer = Answer(DataFirst());

        Assert.Equal("1", answer.Agreement.Mid);
        Assert.Contains("a=group:BUNDLE 2 0 1\r\n", answer.Sdp, StringComparison.Ordinal);
        var data = SessionDescription.Parse(answer.Sdp).Media[0];
        Assert.Equal(("application", 3478, "2", 2), (data.Kind, data.Port, data.Mid, data.Candidates.Length));
        Assert.Contains(
            "m=application 3478 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 198.51.100.1\r\na=mid:2\r\na=sctp-port:5000\r\n",
            answer.Sdp,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UDP/DTLS/SCTP", "UDP/BFCP")]
    [InlineData("UDP/DTLS/SCTP webrtc-datachannel", "DTLS/SCTP 5000")]
    [InlineData("m=application 9", "m=application 0")]
    public void Nothing_else_leads_the_group(string from, string to)
    {
        var answer = Answer(DataFirst().Replace(from, to, StringComparison.Ordinal));

        Assert.Contains("a=group:BUNDLE 0 1\r\n", answer.Sdp, StringComparison.Ordinal);
        Assert.Contains("m=application 0 ", answer.Sdp, StringComparison.Ordinal);
    }

    /// <summary>
    /// Phones read transport and formats of a section before they see that it is refused: aiortc, GStreamer, Pion.
    /// </summary>
    [Theory]
    [InlineData("BUNDLE 0 1 2", "BUNDLE 1 2")]
    [InlineData("m=audio 9", "m=audio 0")]
    public void What_is_refused_can_be_read_nonetheless(string from, string to)
    {
        var answer = Answer(Offers.Chromium.Replace(from, to, StringComparison.Ordinal)).Sdp;

        Assert.Contains("a=group:BUNDLE 1\r\nm=audio 0 ", answer, StringComparison.Ordinal);
        var offered = SessionDescription.Parse(Offers.Chromium).Media[0];
        var audio = SessionDescription.Parse(answer).Media[0];
        Assert.Equal(offered.Formats.AsEnumerable(), audio.Formats);
        Assert.Equal(offered.RtpMaps.AsEnumerable(), audio.RtpMaps);
        Assert.Equal(Local.Credentials.Fragment, audio.Credentials?.Fragment);
        Assert.Equal(Local.Fingerprint.ToString(), Assert.Single(audio.Fingerprints).ToString());
        Assert.Equal((SdpDirection.Inactive, SdpSetup.Passive, true), (audio.Direction, audio.Setup, audio.HasRtcpMux));
        Assert.Empty(audio.Candidates);
    }

    [Fact]
    public void A_format_without_a_name_stays_without()
    {
        var answer = Answer(Offers.Chromium.Replace("a=rtpmap:111 opus/48000/2", "a=x", StringComparison.Ordinal)).Sdp;
        var audio = SessionDescription.Parse(answer).Media[0];
        Assert.Equal(["111"], audio.Formats.AsEnumerable());
        Assert.Empty(audio.RtpMaps);
        Assert.Empty(audio.Parameters);
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
        Assert.Equal(
            [SdpDirection.Inactive, SdpDirection.ReceiveOnly],
            SessionDescription.Parse(Answer(receiving).Sdp).Media.Select(media => media.Direction));
        Assert.Contains("a=group:BUNDLE 0 1\r\n", Answer(receiving).Sdp, StringComparison.Ordinal);
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

    /// <summary>What a call needs, and cannot be read or says two things. The media line is the ninth.</summary>
    [Theory]
    [MemberData(nameof(Faulty))]
    public void What_a_call_needs_is_refused_by_name_and_line(string offer, SdpProblem problem, int line)
    {
        var exception = Assert.Throws<SdpException>(() => Answer(offer));
        Assert.Equal((problem, line), (exception.Problem, exception.Line));
        Assert.StartsWith($"Line {line}: ", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, SdpProblem, int> Faulty() => new()
    {
        { Change("m=video 9", "m=video x"), SdpProblem.BadMedia, 9 },
        { Change("m=video 9", "m=video 65536"), SdpProblem.BadMedia, 9 },
        { Change("SAVPF 96", "SAVPF"), SdpProblem.NoVp8, 9 },
        { Change("SAVPF 96", "SAVPF 128"), SdpProblem.NoVp8, 9 },
        { Change("SAVPF 96", $"SAVPF {string.Join(' ', Enumerable.Range(128, 128))} 96"), SdpProblem.NoVp8, 9 },
        { Change("a=ice-pwd:0123456789012345678901\n", ""), SdpProblem.BadAttribute, 5 },
        { Change("a=ice-pwd:0123456789012345678901", "a=ice-pwd:short"), SdpProblem.BadAttribute, 5 },
        { Change("a=ice-pwd:0123456789012345678901", "a=ice-pwd:01234567890123456789\00"), SdpProblem.BadAttribute, 5 },
        { Change("a=ice-ufrag:abcd", "a=ice-ufrag:abcd\na=ice-ufrag:abce"), SdpProblem.Duplicate, 6 },
        { Change("a=ice-pwd:0", "a=ice-pwd:1123456789012345678901\na=ice-pwd:0"), SdpProblem.Duplicate, 7 },
        { Change("a=setup:actpass", "a=setup:somehow"), SdpProblem.BadAttribute, 8 },
        { Change("a=setup:actpass", "a=setup:actpass\na=setup:active"), SdpProblem.Duplicate, 9 },
        { Change("a=rtcp-mux", "a=rtcp-mux\na=setup:active\na=setup:passive"), SdpProblem.Duplicate, 12 },
        { Change("sha-256 7B", "sha-256 7"), SdpProblem.BadAttribute, 7 },
        { Change("sha-256 7B:8B", "sha-256 7B"), SdpProblem.BadAttribute, 7 },
        { Change("sha-256 7B:8B", "sha-256 7B-8B"), SdpProblem.BadAttribute, 7 },
        { Change("sha-256 7B:8B", "sha-256 7G:8B"), SdpProblem.BadAttribute, 7 },
        { Change("VP8/90000", "VP8"), SdpProblem.NoVp8, 9 },
        { Change("VP8/90000", "VP8/-1"), SdpProblem.NoVp8, 9 },
        { Change("VP8/90000", "VP8/90000/0"), SdpProblem.NoVp8, 9 },
        { Change("VP8/90000", "VP8/90000\na=rtpmap:96 H264/90000"), SdpProblem.Duplicate, 9 },
        { Change("a=rtcp-mux", "a=rtcp-mux\na=mid:a b"), SdpProblem.BadAttribute, 11 },
        { Change("a=rtcp-mux", "a=rtcp-mux\na=mid:a\na=mid:b"), SdpProblem.Duplicate, 12 },
        { Change("a=rtcp-mux", "a=rtcp-mux\na=sendonly\na=recvonly"), SdpProblem.Duplicate, 12 },
        { Change("VP8/90000", "VP8/90000\na=mid:0\nm=audio 9 RTP/SAVPF 0\na=mid:0"), SdpProblem.Duplicate, 13 },
        {
            Offers.Chromium.Replace("BUNDLE 0 1 2", "BUNDLE 0 1\na=group:BUNDLE 1 2", StringComparison.Ordinal),
            SdpProblem.BadBundle,
            6
        },
    };

    /// <summary>RFC 8122, section 5: the phone may show either certificate.</summary>
    [Fact]
    public void Several_fingerprints_that_differ_all_count_and_a_broken_one_beside_them_does_not()
    {
        var other = Offers.Fingerprint.Replace("7B", "00", StringComparison.Ordinal);
        var answer = Answer(Change(
            "a=setup:actpass", $"a=setup:actpass\na=fingerprint:sha-256 {other}\na=fingerprint:sha-256 7"));
        Assert.Equal(
            [$"sha-256 {Offers.Fingerprint}", $"sha-256 {other}"],
            answer.Agreement.Fingerprints.Select(fingerprint => fingerprint.ToString()));
    }

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
                Assert.Single(answer.Media, media => media.Direction == SdpDirection.ReceiveOnly);
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

    /// <summary>The offer of Chromium with its data channel in front of sound and picture.</summary>
    private static string DataFirst()
    {
        var parts = Offers.Chromium.Replace("BUNDLE 0 1 2", "BUNDLE 2 0 1", StringComparison.Ordinal).Split("\nm=");
        return string.Join("\nm=", parts[0], parts[3], parts[1], parts[2]);
    }

    private static string Section(string offer) => offer[offer.IndexOf("m=video", StringComparison.Ordinal)..];

    private static string Change(string from, string to)
    {
        Assert.Contains(from, Offers.Smallest, StringComparison.Ordinal);
        return Offers.Smallest.Replace(from, to, StringComparison.Ordinal);
    }
}
