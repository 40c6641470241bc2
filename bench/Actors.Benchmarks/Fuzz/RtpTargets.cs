using System.Security.Cryptography;
using Actors.Testing.Hostile;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Srtp;

namespace Actors.Benchmarks.Fuzz;

/// <summary>RTP, RTCP and SRTP packets.</summary>
internal static class RtpTargets
{
    private const uint Ssrc = PacketSource.Ssrc;
    private const int MaxPacket = 160;

    /// <summary>An RTP header with extensions and padding.</summary>
    public static FuzzTarget Header() => new(
        "rtp header",
        120_000,
        random => DatagramMutation.Mutate(
            [0xB1, 0xE0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 7, 9, 9, 9, 9, 0xBE, 0xDE, 0, 1, 1, 2, 3, 4, 0x90, 0x80, 5, 6, 0, 2], random),
        input => RtpHeader.TryRead(input, out var header)
            && (header.PayloadOffset + header.PayloadLength <= input.Length
                ? true
                : throw new FuzzFindingException("The header exceeds the packet.")));

    /// <summary>A compound packet of reports, names and feedback.</summary>
    public static FuzzTarget Rtcp() => new(
        "rtcp", 120_000, random => DatagramMutation.Mutate(Compound(), random), ReadCompound);

    /// <summary>Unprotecting packets. Only one that is exactly as sent may pass.</summary>
    public static FuzzTarget Srtp()
    {
        var material = RandomNumberGenerator.GetBytes(SrtpProfile.AeadAes128Gcm.KeyingMaterialLength());
        using var theirs = SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, material, isClient: true);
        using var ours = SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, material, isClient: false);
        var sender = new SrtpSession(theirs);
        var receiver = new SrtpSession(ours);
        var packets = new PacketSource();
        byte[] last = [];
        return new(
            "srtp",
            150_000,
            random =>
            {
                var isRtcp = random.Next(0, 4) == 0;
                var packet = isRtcp ? Compound() : packets.Next(MaxPacket);
                last = Protect(sender, packet, isRtcp);
                return random.Next(0, 4) == 0 ? (byte[])last.Clone() : DatagramMutation.Mutate(last, random);
            },
            input =>
            {
                var isSent = input.AsSpan().SequenceEqual(last);
                var result = MediaSecurity.IsRtcp(input)
                    ? receiver.UnprotectRtcp(input, out _)
                    : receiver.UnprotectRtp(input, out _);
                return result == SrtpResult.Ok && !isSent
                    ? throw new FuzzFindingException("A packet passed that was not sent.")
                    : result == SrtpResult.Ok;
            })
        {
            Holds = [sender, receiver],
        };
    }

    /// <summary>Protects a packet.</summary>
    public static byte[] Protect(SrtpSession session, byte[] packet, bool isRtcp)
    {
        var buffer = new byte[packet.Length + SrtpProfileParameters.MaxTrailerLength];
        packet.CopyTo(buffer, 0);
        var length = packet.Length;
        _ = isRtcp ? session.ProtectRtcp(buffer, ref length) : session.ProtectRtp(buffer, ref length);
        return buffer[..length];
    }

    /// <summary>A compound packet of a caller.</summary>
    public static byte[] Compound()
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, Ssrc);
        writer.SenderReport(0x1122_3344_5566_7788, 9, 3, 4);
        writer.ReceiverReport(new(Ssrc, 1, -2, 3, 4, 5, 6));
        writer.SourceDescription("caller");
        writer.Nack(Ssrc, [1, 2, 5, 40]);
        writer.PictureLoss(Ssrc);
        return buffer[..writer.Length].ToArray();
    }

    private static bool ReadCompound(byte[] input)
    {
        ReadOnlySpan<byte> rest = input;
        Span<ushort> missing = stackalloc ushort[8];
        var isAny = false;
        while (RtcpPacket.TryTake(ref rest, out var packet))
        {
            isAny = true;
            _ = packet.ReadMissing(missing);
            _ = packet.TryReadSenderTime(out _);
            _ = packet.TryReadReport(0, out _);
            _ = packet.TryReadReport(packet.Count, out _);
            _ = packet.AsksForKeyFrame();
            _ = packet.MediaSsrc + (ulong)packet.SenderSsrc;
        }

        return isAny;
    }
}
