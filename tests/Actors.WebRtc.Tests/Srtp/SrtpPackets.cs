using System.Buffers.Binary;
using Actors.Testing;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>Packets and keys for tests of SRTP.</summary>
internal static class SrtpPackets
{
    public const uint Ssrc = 0xCAFE_F00D;

    /// <summary>The keys of both sides of a call.</summary>
    public static (SrtpKeys Client, SrtpKeys Server) Keys(SrtpProfile profile, ulong seed = 1)
    {
        var material = Bytes(new SeededRandom(seed), profile.KeyingMaterialLength());
        return (SrtpKeys.FromKeyingMaterial(profile, material, isClient: true),
            SrtpKeys.FromKeyingMaterial(profile, material, isClient: false));
    }

    /// <summary>An RTP packet whose payload tells its number.</summary>
    public static byte[] Rtp(ushort sequenceNumber, uint ssrc = Ssrc, int payload = 100)
    {
        var packet = new byte[12 + payload];
        packet[0] = 0x80;
        packet[1] = 96;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        for (var i = 12; i < packet.Length; i++)
        {
            packet[i] = (byte)((sequenceNumber + i) & 0xFF);
        }

        return packet;
    }

    /// <summary>A receiver report without blocks, then some bytes.</summary>
    public static byte[] Rtcp(uint ssrc = Ssrc, int more = 20)
    {
        var packet = new byte[8 + more];
        packet[0] = 0x80;
        packet[1] = 201;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)((packet.Length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), ssrc);
        packet.AsSpan(8).Fill(0x5A);
        return packet;
    }

    /// <summary>An RTP packet with any number of contributing sources, with or without extension, of any length.</summary>
    public static byte[] AnyRtp(SeededRandom random, ushort sequenceNumber)
    {
        var sources = random.Next(0, 4);
        var hasExtension = random.Next(0, 2) == 1;
        var words = random.Next(0, 5);
        var header = 12 + (4 * sources) + (hasExtension ? 4 + (4 * words) : 0);
        var packet = Bytes(random, header + random.Next(1, 1200));
        packet[0] = (byte)(0x80 | (hasExtension ? 0x10 : 0) | sources);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), Ssrc);
        if (hasExtension)
        {
            // RFC 8285: the kind of extensions that browsers send.
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(header - (4 * words) - 4), 0xBEDE);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(header - (4 * words) - 2), (ushort)words);
        }

        return packet;
    }

    /// <summary>Protects a copy and returns what is to be sent.</summary>
    public static byte[] ProtectRtp(this SrtpSession session, byte[] packet)
    {
        var (buffer, length) = (WithRoom(packet), packet.Length);
        Assert.Equal(SrtpResult.Ok, session.ProtectRtp(buffer, ref length));
        return buffer[..length];
    }

    /// <summary>Protects a copy and returns what is to be sent.</summary>
    public static byte[] ProtectRtcp(this SrtpSession session, byte[] packet)
    {
        var (buffer, length) = (WithRoom(packet), packet.Length);
        Assert.Equal(SrtpResult.Ok, session.ProtectRtcp(buffer, ref length));
        return buffer[..length];
    }

    /// <summary>Takes the protection off a copy; the packet in clear as text, which tests can compare.</summary>
    public static (SrtpResult Outcome, string Packet) ReadBy(this byte[] packet, SrtpSession session)
    {
        var copy = packet.ToArray();
        var result = session.UnprotectRtp(copy, out var length);
        return (result, Convert.ToHexString(copy.AsSpan(0, length)));
    }

    /// <summary>Takes the protection off a copy; the packet in clear as text, which tests can compare.</summary>
    public static (SrtpResult Outcome, string Packet) UnprotectRtcp(this SrtpSession session, byte[] packet)
    {
        var copy = packet.ToArray();
        var result = session.UnprotectRtcp(copy, out var length);
        return (result, Convert.ToHexString(copy.AsSpan(0, length)));
    }

    /// <summary>What a side says that read this packet.</summary>
    public static (SrtpResult Outcome, string Packet) Read(this byte[] packet) => (SrtpResult.Ok, Convert.ToHexString(packet));

    public static byte[] WithRoom(byte[] packet) => [.. packet, .. new byte[SrtpProfileParameters.MaxTrailerLength]];

    public static byte[] Bytes(SeededRandom random, int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)random.Next(0, 256);
        }

        return bytes;
    }
}
