using System.Net;
using System.Security.Cryptography;
using Actors.Testing;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Caller.Tests.Sdp;

public sealed class OfferBuilderTests
{
    private static readonly OfferedVideo Video = new(4_000_000_001, "caller");

    private static readonly LocalTransport Caller = LocalTransport.Create(
        new SeededNumbers(1), CertificateFingerprint.Of([1]), new IPEndPoint(IPAddress.Parse("192.0.2.10"), 40000));

    private static readonly LocalTransport Server = LocalTransport.Create(
        new SeededNumbers(2), CertificateFingerprint.Of([2]), new IPEndPoint(IPAddress.Parse("2001:db8::1"), 3478));

    /// <summary>The whole offer, so that a change shows what the other side receives.</summary>
    [Fact]
    public void The_offer_is_this() => Assert.Equal(
        $"""
        v=0
        o=- {Caller.SessionId} 1 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0
        m=video 40000 UDP/TLS/RTP/SAVPF 96
        c=IN IP4 192.0.2.10
        a=mid:0
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=rtcp-fb:96 ccm fir
        a=rtcp-fb:96 goog-remb
        a=rtcp-rsize
        a=sendonly
        a=ice-options:trickle
        a=ice-ufrag:{Caller.Credentials.Fragment}
        a=ice-pwd:{Caller.Credentials.Password}
        a=fingerprint:{Caller.Fingerprint}
        a=setup:actpass
        a=candidate:1 1 udp 2130706431 192.0.2.10 40000 typ host
        a=end-of-candidates
        a=msid:- video
        a=ssrc:4000000001 cname:caller

        """.ReplaceLineEndings("\r\n"),
        OfferBuilder.Build(Caller, Video));

    [Fact]
    public void Without_addresses_they_come_later()
    {
        var offer = SessionDescription.Parse(OfferBuilder.Build(Caller with { EndPoints = [] }, Video, hasAllCandidates: false));
        var video = Assert.Single(offer.Media);
        Assert.Empty(video.Candidates);
        Assert.False(video.HasAllCandidates);
        Assert.False(video.IsRejected);
    }

    [Fact]
    public void Our_two_sides_agree()
    {
        var offer = SessionDescription.Parse(OfferBuilder.Build(Caller, Video));
        var answer = AnswerBuilder.Build(offer, Server);
        var agreement = AnswerReader.Read(SessionDescription.Parse(answer.Sdp), Video);

        Assert.Equal(Server.Credentials.Password, agreement.Credentials.Password);
        Assert.Equal(Caller.Credentials.Password, answer.Agreement.Credentials.Password);
        Assert.True(Assert.Single(agreement.Fingerprints).Matches(SHA256.HashData([2])));
        Assert.True(Assert.Single(answer.Agreement.Fingerprints).Matches(SHA256.HashData([1])));
        Assert.Equal(VideoFeedback.All, agreement.Feedback);
        Assert.Equal(IceSample.Address("2001:db8::1", 3478), Assert.Single(agreement.Candidates).Address);
        Assert.True(agreement.HasAllCandidates);
        Assert.Equal([new MediaSource(4_000_000_001, "caller")], answer.Agreement.Sources.AsEnumerable());
    }
}
