using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Decrypted packets, through reordering and assembly to the sink.</summary>
internal static class ReceiverTarget
{
    private const int HeadBytes = 24;

    /// <summary>Packets of a film; one in four is changed.</summary>
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
            numbers, CertificateFingerprint.Of([1]), new IPEndPoint(IPAddress.Loopback, 40_000));
        var offer = SessionDescription.Parse(OfferBuilder.Build(local, new(PacketSource.Ssrc, "name")));
        var agreement = AnswerBuilder.Build(offer, local).Agreement;
        return new(agreement, new(), FeedbackSource.Create(numbers), new DeafSink(), meter);
    }

    /// <summary>A packet passes if it completes a key frame.</summary>
    private static bool Take(VideoReceiver receiver, byte[] input, long now)
    {
        Span<byte> feedback = stackalloc byte[RtcpWriter.Enough];
        var frames = receiver.Statistics.KeyFrames;
        _ = receiver.ReceiveRtp(input, now);
        _ = receiver.ReceiveRtcp(input, now);
        _ = receiver.WriteDue(now, feedback);
        return receiver.Statistics.KeyFrames > frames;
    }
}
