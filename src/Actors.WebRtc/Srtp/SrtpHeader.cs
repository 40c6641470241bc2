using System.Buffers.Binary;
using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Srtp;

/// <summary>
/// What SRTP must know of the packet that it protects. The rest, such as padding, is encrypted until it has been checked.
/// </summary>
/// <param name="Length">
/// Bytes that stay in clear: of RTP the header with contributing sources and extension (RFC 3711, section 3.1), of RTCP the
/// first eight (section 3.4).
/// </param>
/// <param name="Ssrc">The stream.</param>
/// <param name="SequenceNumber">Of RTP only.</param>
internal readonly record struct SrtpHeader(int Length, uint Ssrc, ushort SequenceNumber)
{
    private const int RtcpLength = 8;
    private const int Version = 2;

    /// <summary>Reads the header of RTP (RFC 3550, section 5.1); false when what is there is not one.</summary>
    public static bool TryReadRtp(ReadOnlySpan<byte> packet, out SrtpHeader header)
    {
        header = default;
        if (!RtpHeader.TryReadLength(packet, out var length))
        {
            return false;
        }

        header = new(
            length, BinaryPrimitives.ReadUInt32BigEndian(packet[8..]), BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        return true;
    }

    /// <summary>Reads the header of RTCP (RFC 3550, section 6.1); false when what is there is not one.</summary>
    public static bool TryReadRtcp(ReadOnlySpan<byte> packet, out SrtpHeader header)
    {
        header = default;
        if (packet.Length < RtcpLength || packet[0] >> 6 != Version)
        {
            return false;
        }

        header = new(RtcpLength, BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), 0);
        return true;
    }
}
