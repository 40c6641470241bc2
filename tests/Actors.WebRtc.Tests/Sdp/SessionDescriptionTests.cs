using Actors.Testing;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Tests.Sdp;

public sealed class SessionDescriptionTests
{
    [Fact]
    public void The_offer_of_Chromium_is_read()
    {
        var offer = SessionDescription.Parse(Offers.Chromium);

        Assert.Equal("4611731400430051336", offer.SessionId);
        Assert.False(offer.IsIceLite);
        Assert.Equal(["0", "1", "2"], Assert.Single(offer.Bundles).AsEnumerable());
        Assert.Equal(["audio", "video", "application"], offer.Media.Select(media => media.Kind));
        Assert.Equal(["0", "1", "2"], offer.Media.Select(media => media.Mid));
        var video = offer.Media[1];
        Assert.Equal(SdpDirection.SendOnly, video.Direction);
        Assert.Equal("pO1v", video.Credentials?.Fragment);
        Assert.Equal(SdpSetup.ActivePassive, video.Setup);
        Assert.Equal($"sha-256 {Offers.Fingerprint}", Assert.Single(video.Fingerprints).ToString());
        Assert.True(video is { HasRtcpMux: true, HasReducedSizeRtcp: true, IsBundleOnly: false, IsRejected: false, IsRtp: true });
        Assert.Equal(9, video.Formats.Length);
        Assert.Contains(new RtpMap(96, "VP8", 90_000, 1), video.RtpMaps);
        Assert.Contains(new FormatParameters(97, "apt=96"), video.Parameters);
        Assert.True(video.HasFeedback(96, "nack pli"));
        Assert.False(video.HasFeedback(98, "nack pli"));
        Assert.Contains(new HeaderExtension(13, "urn:3gpp:video-orientation"), video.Extensions);
        Assert.Equal(
            [new MediaSource(1903712034, "Xv2qYk0C0u7zLp3b"), new MediaSource(3017458329, "Xv2qYk0C0u7zLp3b")],
            video.Sources.AsEnumerable());
        Assert.Contains(new RtpMap(111, "opus", 48_000, 2), offer.Media[0].RtpMaps);
        Assert.False(offer.Media[2].IsRtp);
        Assert.Equal(["webrtc-datachannel"], offer.Media[2].Formats.AsEnumerable());
    }

    [Fact]
    public void The_offer_of_Firefox_is_read()
    {
        var video = Assert.Single(SessionDescription.Parse(Offers.Firefox).Media);

        Assert.Equal(SdpDirection.SendOnly, video.Direction);
        Assert.Equal($"sha-256 {Offers.Fingerprint}", Assert.Single(video.Fingerprints).ToString());
        Assert.Equal("2ab1c9d4", video.Credentials?.Fragment);
        Assert.Equal(51472, video.Port);
        Assert.True(video.HasAllCandidates);
        Assert.Equal(
            [CandidateTransport.Udp, CandidateTransport.Tcp, CandidateTransport.Udp],
            video.Candidates.Select(candidate => candidate.Transport));
        Assert.Equal([true, true, false], video.Candidates.Select(candidate => candidate.Address.IsEmpty));
        Assert.Contains(new HeaderExtension(6, "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"), video.Extensions);
    }

    [Fact]
    public void What_is_said_for_all_holds_for_each()
    {
        var video = Assert.Single(SessionDescription.Parse(Offers.Smallest).Media);

        Assert.Equal("abcd", video.Credentials?.Fragment);
        Assert.Single(video.Fingerprints);
        Assert.Equal(SdpSetup.ActivePassive, video.Setup);
        Assert.Equal(SdpDirection.SendReceive, video.Direction);
        Assert.Null(video.Mid);
    }

    [Fact]
    public void A_medium_of_a_group_takes_the_way_of_the_first()
    {
        var offer = SessionDescription.Parse(Offers.BundleOnly);

        Assert.Null(offer.Media[1].Credentials);
        Assert.Same(offer.Media[0], offer.TransportOf(offer.Media[1]));
        Assert.False(offer.Media[1].IsRejected);
        Assert.True(offer.Media[1].HasFeedback(96, "nack pli"));
    }

    [Fact]
    public void Both_ends_of_line_are_read_alike() => Assert.All(Offers.All, text =>
    {
        var unix = SessionDescription.Parse(text.ReplaceLineEndings("\n"));
        var other = SessionDescription.Parse(text.ReplaceLineEndings("\r\n") + "\r\n");
        Assert.Equal(
            unix.Media.SelectMany(media => media.Formats.Append(media.Mid ?? "")),
            other.Media.SelectMany(media => media.Formats.Append(media.Mid ?? "")));
    });

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_no_description_is_refused_by_name_and_line(string broken, SdpProblem problem, int line)
    {
        var exception = Assert.Throws<SdpException>(() => SessionDescription.Parse(broken));
        Assert.Equal((problem, line), (exception.Problem, exception.Line));
        Assert.True(line == 0 || exception.Message.StartsWith($"Line {line}: ", StringComparison.Ordinal));
    }

    /// <summary>The smallest offer with one thing wrong each. Its media line is the ninth.</summary>
    public static TheoryData<string, SdpProblem, int> Broken() => new()
    {
        { "", SdpProblem.MissingLine, 1 },
        { "v=0", SdpProblem.MissingLine, 0 },
        { "hello", SdpProblem.MissingLine, 1 },
        { "{\"type\":\"offer\"}", SdpProblem.MissingLine, 1 },
        { Change("v=0", "v=1"), SdpProblem.MissingLine, 1 },
        { Change("v=0", "\n\nv=1"), SdpProblem.MissingLine, 3 },
        { Change("o=- 1 1 IN IP4 0.0.0.0\n", ""), SdpProblem.MissingLine, 0 },
        { Change("o=- 1 1 IN IP4 0.0.0.0", "o=-"), SdpProblem.BadLine, 2 },
        { Change("s=-", "o=- 2 1 IN IP4 0.0.0.0"), SdpProblem.Duplicate, 3 },
        { Change("a=rtcp-mux", "v=0"), SdpProblem.Duplicate, 10 },
        { Change("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=video 9"), SdpProblem.BadMedia, 9 },
        { Change("m=video", "m=video\0"), SdpProblem.BadMedia, 9 },
        { Change("SAVPF 96", "SAVPF\u00e9 96"), SdpProblem.BadMedia, 9 },
        { Offers.Smallest + Repeat("\nm=audio 0 RTP/SAVPF 0", 32), SdpProblem.TooLong, 43 },
        { Offers.Smallest + Repeat("\na=x", 2_000), SdpProblem.TooLong, 2_001 },
        { Offers.Smallest + Repeat("\na=x:" + new string('x', 4_000), 17), SdpProblem.TooLong, 0 },
    };

    /// <summary>A call does without these; the server even without any address of the phone.</summary>
    [Theory]
    [InlineData("a=candidate:1 1 ssltcp 1 192.0.2.1 443 typ host")]
    [InlineData("a=candidate:9 1 UDP 100 fe80::1%eth0 9 typ host")]
    [InlineData("a=candidate:1 1 udp 1 192.0.2.1 x typ host")]
    [InlineData("a=candidate:")]
    [InlineData("a=candidate")]
    [InlineData("a=rtcp-fb:96")]
    [InlineData("a=rtcp-fb:x nack pli")]
    [InlineData("a=fmtp:x y")]
    [InlineData("a=extmap:0 urn:x")]
    [InlineData("a=extmap:1")]
    [InlineData("a=ssrc:4294967296 cname:x")]
    [InlineData("a=ssrc:-1 cname:x")]
    [InlineData("a=rtpmap:97 VP8")]
    [InlineData("a=rtpmap:97")]
    public void What_is_not_needed_and_cannot_be_read_is_passed_over(string line)
    {
        var video = Assert.Single(SessionDescription.Parse(Change("a=rtcp-mux", $"a=rtcp-mux\n{line}")).Media);

        Assert.Empty(video.Candidates);
        Assert.Empty(video.Feedback);
        Assert.Empty(video.Parameters);
        Assert.Empty(video.Extensions);
        Assert.Empty(video.Sources);
        Assert.True(video.HasRtcpMux);
        Assert.Single(video.RtpMaps);
    }

    [Fact]
    public void Of_what_is_not_needed_no_more_is_kept_than_a_limit()
    {
        Assert.Equal(SdpLimits.Candidates, Many("candidate:{0} 1 udp 1 192.0.2.1 1 typ host").Candidates.Length);
        Assert.Equal(SdpLimits.Feedback, Many("rtcp-fb:96 x{0}").Feedback.Length);
        Assert.Equal(SdpLimits.Formats, Many("fmtp:96 x={0}").Parameters.Length);
        Assert.Equal(SdpLimits.Extensions, Many("extmap:{0} urn:x").Extensions.Length);
        var sources = Many("ssrc:{0} cname:x").Sources;
        Assert.Equal(SdpLimits.Sources, sources.Length);
        Assert.Equal(1u, sources[0].Ssrc);

        static MediaDescription Many(string attribute) => Assert.Single(SessionDescription.Parse(Offers.Smallest + string.Concat(
            Enumerable.Range(1, 600).Select(number => $"\na={attribute.Replace("{0}", $"{number}", StringComparison.Ordinal)}")))
            .Media);
    }

    [Fact]
    public void Nothing_of_a_description_is_repeated_in_texts()
    {
        var offer = SessionDescription.Parse(Offers.Firefox);
        string[] texts = [offer.ToString(), offer.Media[0].ToString(), offer.Media[0].Candidates[2].ToString()];
        Assert.All(texts, text => Assert.DoesNotContain("203.0.113", text, StringComparison.Ordinal));
        var exception = Assert.Throws<SdpException>(() => SessionDescription.Parse(
            Change("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=video 203.0.113.7")));
        Assert.DoesNotContain("203.0.113", exception.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Whatever happens to a description: it is read, or refused by name.</summary>
    [Fact]
    public void Reading_never_fails_in_another_way()
    {
        var random = new SeededRandom(8866);
        var problems = new HashSet<SdpProblem>();
        var read = 0;
        for (var times = 0; times < 20_000; times++)
        {
            var text = TextMutation.Mutate(Offers.All[times % Offers.All.Length], random);
            try
            {
                var offer = SessionDescription.Parse(text);
                read++;
                Assert.All(offer.Media, media => Assert.NotNull(offer.TransportOf(media)));
            }
            catch (SdpException exception)
            {
                problems.Add(exception.Problem);
            }
        }

        Assert.InRange(read, 1_000, 19_999);
        Assert.InRange(problems.Count, 3, 5);
    }

    private static string Change(string from, string to)
    {
        Assert.Contains(from, Offers.Smallest, StringComparison.Ordinal);
        return Offers.Smallest.Replace(from, to, StringComparison.Ordinal);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
