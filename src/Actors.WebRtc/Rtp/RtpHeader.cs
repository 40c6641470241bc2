using System.Buffers.Binary;

namespace Actors.WebRtc.Rtp;

/// <summary>Arithmetic on 16-bit sequence numbers, which wrap to 0 (RFC 1982).</summary>
public static class SequenceNumbers
{
    /// <summary>The distance from one to another; negative if the other is older.</summary>
    public static int Distance(ushort from, ushort to) => unchecked((short)(to - from));

    /// <summary>The sequence number so many steps later.</summary>
    public static ushort Add(ushort sequence, int count) => unchecked((ushort)(sequence + count));
}

/// <summary>The header of an RTP packet (RFC 3550, section 5.1).</summary>
/// <param name="PayloadType">The payload type, 0 to 127.</param>
/// <param name="Marker">For video, set on the last packet of a frame.</param>
/// <param name="SequenceNumber">One more for each packet, wrapping from 65,535 to 0.</param>
/// <param name="Timestamp">The sampling time in ticks of the payload's clock; 90,000 a second for video.</param>
/// <param name="Ssrc">The stream.</param>
/// <param name="PayloadOffset">Bytes before the payload.</param>
/// <param name="PayloadLength">
/// Bytes of the payload without padding; 0 for a packet that only probes the network.
/// </param>
public readonly record struct RtpHeader(
    byte PayloadType, bool Marker, ushort SequenceNumber, uint Timestamp, uint Ssrc, int PayloadOffset, int PayloadLength)
{
    /// <summary>Bytes of a header without contributing sources and extension.</summary>
    public const int FixedLength = 12;

    private const int Version = 2;
    private const byte PaddingBit = 0x20;
    private const byte ExtensionBit = 0x10;
    private const byte MarkerBit = 0x80;

    /// <summary>Reads the header of a packet; false if there is none.</summary>
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
    /// Reads the length of a header with contributing sources and extension. SRTP leaves them in clear.
    /// </summary>
    /// <returns>Whether the whole header is there.</returns>
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
    /// <param name="packet">Receives the header: <see cref="FixedLength"/> bytes.</param>
    public void Write(Span<byte> packet)
    {
        packet[0] = Version << 6;
        packet[1] = (byte)((Marker ? MarkerBit : 0) | PayloadType);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], SequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], Ssrc);
    }
}
