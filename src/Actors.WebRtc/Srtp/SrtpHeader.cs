using System.Buffers.Binary;

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
    private const int FixedRtpLength = 12;
    private const int RtcpLength = 8;
    private const int Version = 2;
    private const byte ExtensionBit = 0x10;
    private const byte CountMask = 0x0F;

    /// <summary>Reads the header of RTP (RFC 3550, section 5.1); false when what is there is not one.</summary>
    public static bool TryReadRtp(ReadOnlySpan<byte> packet, out SrtpHeader header)
    {
        header = default;
        if (packet.Length < FixedRtpLength || packet[0] >> 6 != Version)
        {
            return false;
        }

        var length = FixedRtpLength + (4 * (packet[0] & CountMask));
        if ((packet[0] & ExtensionBit) != 0)
        {
            if (packet.Length < length + 4)
            {
                return false;
            }

            length += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]));
        }

        header = new(
            length, BinaryPrimitives.ReadUInt32BigEndian(packet[8..]), BinaryPrimitives.ReadUInt16BigEndian(packet[2..]));
        return length <= packet.Length;
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
