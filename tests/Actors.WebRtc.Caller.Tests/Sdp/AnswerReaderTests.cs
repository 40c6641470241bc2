using System.Net;
using Actors.Testing;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Caller.Tests.Sdp;

public sealed class AnswerReaderTests
{
    private static readonly OfferedVideo Video = new(1, "caller");

    private static readonly string Answer = AnswerBuilder.Build(
        SessionDescription.Parse(OfferBuilder.Build(Transport(1), Video)), Transport(2)).Sdp;

    [Fact]
    public void The_answer_of_the_server_is_read() =>
        Assert.Equal(96, AnswerReader.Read(SessionDescription.Parse(Answer), Video).PayloadType);

    [Theory]
    [InlineData("m=video 3478", "m=video 0", SdpProblem.Refused)]
    [InlineData("a=recvonly", "a=inactive", SdpProblem.Refused)]
    [InlineData("a=recvonly", "a=sendonly", SdpProblem.Refused)]
    [InlineData("a=setup:passive", "a=setup:active", SdpProblem.UnsupportedSetup)]
    [InlineData("VP8", "H264", SdpProblem.NoVp8)]
    [InlineData("a=rtcp-mux\r\n", "", SdpProblem.NoRtcpMux)]
    [InlineData("a=fingerprint:", "a=no-fingerprint:", SdpProblem.NoFingerprint)]
    [InlineData("a=ice-", "a=no-ice-", SdpProblem.NoIceCredentials)]
    [InlineData("m=video", "m=audio", SdpProblem.AnswerMismatch)]
    [InlineData("a=recvonly", "a=recvonly\r\nm=audio 0 RTP/SAVPF 0", SdpProblem.AnswerMismatch)]
    public void Another_answer_is_refused_by_name(string from, string to, SdpProblem problem)
    {
        Assert.Contains(from, Answer, StringComparison.Ordinal);
        var changed = Answer.Replace(from, to, StringComparison.Ordinal);
        var exception = Assert.Throws<SdpException>(() => AnswerReader.Read(SessionDescription.Parse(changed), Video));
        Assert.Equal(problem, exception.Problem);
    }

    [Fact]
    public void An_answer_to_another_offer_is_refused()
    {
        var answer = SessionDescription.Parse(Answer);
        foreach (var other in new[] { Video with { Mid = "1" }, Video with { PayloadType = 97 } })
        {
            Assert.Equal(
                SdpProblem.AnswerMismatch, Assert.Throws<SdpException>(() => AnswerReader.Read(answer, other)).Problem);
        }
    }

    private static LocalTransport Transport(byte seed) => LocalTransport.Create(
        new SeededNumbers(seed), CertificateFingerprint.Of([seed]), new IPEndPoint(IPAddress.Loopback, 3478));
}
