using System.Buffers.Binary;

namespace Actors.WebRtc.Rtp;

/// <summary>What stands before the payload of an RTP packet (RFC 3550, section 5.1).</summary>
/// <param name="PayloadType">What the payload is, 0 to 127.</param>
/// <param name="Marker">For video: the packet is the last one of its frame.</param>
/// <param name="SequenceNumber">One more for each packet, from 65,535 back to 0.</param>
/// <param name="Timestamp">When the frame was taken, in ticks of the payload's clock: 90,000 a second for video.</param>
/// <param name="Ssrc">The stream.</param>
/// <param name="PayloadOffset">Bytes before the payload.</param>
/// <param name="PayloadLength">Bytes of the payload without padding; 0: a packet that only probes the network.</param>
public readonly record struct RtpHeader(
    byte PayloadType, bool Marker, ushort SequenceNumber, uint Timestamp, uint Ssrc, int PayloadOffset, int PayloadLength)
{
    /// <summary>Bytes of a header without contributing sources and extension.</summary>
    public const int FixedLength = 12;

    private const int Version = 2;
    private const byte PaddingBit = 0x20;
    private const byte ExtensionBit = 0x10;
    private const byte MarkerBit = 0x80;

    /// <summary>Reads the header of a packet; false when it is not one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out RtpHeader header)
    {
        header = default;
        if (!TryReadLength(packet, out var offset))
        {
            return false;
        }

        var padding = (packet[0] & PaddingBit) != 0 ? packet[^1] : 0;
        var length = packet.Length - offset - padding;
        if (length < 0 || ((packet[0] & PaddingBit) != 0 && padding == 0))
        {
            return false;
        }

        header = new(
            (byte)(packet[1] & 0x7F),
            (packet[1] & MarkerBit) != 0,
            BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(packet[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(packet[8..]),
            offset,
            length);
        return true;
    }

    /// <summary>
    /// Reads how long a header is, with contributing sources and extension. That is in clear also where the rest is encrypted.
    /// </summary>
    /// <returns>Whether there is a header, and all of it.</returns>
    internal static bool TryReadLength(ReadOnlySpan<byte> packet, out int length)
    {
        length = 0;
        if (packet.Length < FixedLength || packet[0] >> 6 != Version)
        {
            return false;
        }

        length = FixedLength + (4 * (packet[0] & 0x0F));
        if ((packet[0] & ExtensionBit) != 0)
        {
            // RFC 3550, section 5.3.1: a profile, then the length in words.
            if (packet.Length < length + 4)
            {
                return false;
            }

            length += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]));
        }

        return length <= packet.Length;
    }

    /// <summary>Writes a header without contributing sources, extension and padding.</summary>
    /// <param name="packet">Where to: <see cref="FixedLength"/> bytes or more.</param>
    public void Write(Span<byte> packet)
    {
        packet[0] = Version << 6;
        packet[1] = (byte)((Marker ? MarkerBit : 0) | PayloadType);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], SequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], Ssrc);
    }
}
