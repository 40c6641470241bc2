using System.Security.Cryptography;
using Actors.Testing.Hostile;
using Actors.WebRtc.Calls;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Srtp;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Packets of media and about media.</summary>
internal static class RtpTargets
{
    private const uint Ssrc = PacketSource.Ssrc;
    private const int MostPacket = 160;

    /// <summary>The header, with extensions and padding.</summary>
    public static FuzzTarget Header() => new(
        "rtp header",
        120_000,
        random => DatagramMutation.Mutate(
            [0xB1, 0xE0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 7, 9, 9, 9, 9, 0xBE, 0xDE, 0, 1, 1, 2, 3, 4, 0x90, 0x80, 5, 6, 0, 2], random),
        input => RtpHeader.TryRead(input, out var header)
            && (header.PayloadOffset + header.PayloadLength <= input.Length
                ? true
                : throw new FuzzFindingException("Too long.")));

    /// <summary>Reports, requests for key frames and packets, names, in one datagram.</summary>
    public static FuzzTarget Rtcp() => new(
        "rtcp", 120_000, random => DatagramMutation.Mutate(Compound(), random), ReadCompound);

    /// <summary>Taking off the protection, by both implementations, which must agree.</summary>
    public static FuzzTarget Srtp()
    {
        var material = RandomNumberGenerator.GetBytes(SrtpProfile.AeadAes128Gcm.KeyingMaterialLength());
        using var theirs = SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, material, isClient: true);
        using var ours = SrtpKeys.FromKeyingMaterial(SrtpProfile.AeadAes128Gcm, material, isClient: false);
        var sender = SrtpSession.Create(theirs, SrtpImplementation.Managed);
        var managed = SrtpSession.Create(ours, SrtpImplementation.Managed);
        var native = SrtpSession.Create(ours, SrtpImplementation.LibSrtp);
        var packets = new PacketSource();
        return new(
            "srtp",
            150_000,
            random =>
            {
                var isRtcp = random.Next(0, 4) == 0;
                var packet = isRtcp ? Compound() : packets.Next(MostPacket);
                var kept = Protect(sender, packet, isRtcp);
                return random.Next(0, 4) == 0 ? kept : DatagramMutation.Mutate(kept, random);
            },
            input =>
            {
                var isRtcp = CallSecurity.IsRtcp(input);
                var copy = (byte[])input.Clone();
                var one = isRtcp ? managed.UnprotectRtcp(input, out _) : managed.UnprotectRtp(input, out _);
                var other = isRtcp ? native.UnprotectRtcp(copy, out _) : native.UnprotectRtp(copy, out _);
                return (one == SrtpResult.Ok) == (other == SrtpResult.Ok)
                    ? one == SrtpResult.Ok
                    : throw new FuzzFindingException($"Ours says {one}, libsrtp {other}.");
            })
        {
            Holds = [sender, managed, native],
        };
    }

    /// <summary>Protects a packet.</summary>
    public static byte[] Protect(ISrtpSession session, byte[] packet, bool isRtcp)
    {
        var buffer = new byte[packet.Length + SrtpProfileParameters.LongestTrailer];
        packet.CopyTo(buffer, 0);
        var length = packet.Length;
        _ = isRtcp ? session.ProtectRtcp(buffer, ref length) : session.ProtectRtp(buffer, ref length);
        return buffer[..length];
    }

    /// <summary>What a caller says about its video.</summary>
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
