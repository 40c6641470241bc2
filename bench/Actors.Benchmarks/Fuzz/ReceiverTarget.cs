using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Packets without protection, through order and frames up to the sink.</summary>
internal static class ReceiverTarget
{
    private const int HeadBytes = 24;

    /// <summary>Packets of a film, one of four of them changed.</summary>
    public static FuzzTarget Create()
    {
        var meter = new SessionMeter(null);
        var receiver = CreateReceiver(meter);
        var packets = new PacketSource();
        var now = 0L;
        return new(
            "video receiver",
            120_000,
            random => random.Next(0, 4) == 0 ? Noise.Mutate(packets.Next(), HeadBytes, random) : packets.Next(),
            input => Take(receiver, input, now += 5))
        {
            Holds = [receiver, meter],
        };
    }

    private static VideoReceiver CreateReceiver(SessionMeter meter)
    {
        using var numbers = RandomNumberGenerator.Create();
        var local = LocalTransport.Create(
            numbers, SdpFingerprint.OfCertificate([1]), new IPEndPoint(IPAddress.Loopback, 40_000));
        var offer = SessionDescription.Parse(OfferBuilder.Build(local, new(PacketSource.Ssrc, "name")));
        var agreement = AnswerBuilder.Build(offer, local).Agreement;
        return new(agreement, new(), FeedbackSource.Create(numbers), new DeafSink(), meter);
    }

    /// <summary>Through is a packet that completes a key frame.</summary>
    private static bool Take(VideoReceiver receiver, byte[] input, long now)
    {
        Span<byte> feedback = stackalloc byte[RtcpWriter.Enough];
        var frames = receiver.Statistics.KeyFrames;
        _ = receiver.TakeRtp(input, now);
        _ = receiver.TakeRtcp(input, now);
        _ = receiver.WriteDue(now, feedback);
        return receiver.Statistics.KeyFrames > frames;
    }
}
