using System.Buffers.Binary;

namespace Actors.WebRtc.Rtp;

/// <summary>RTCP packet types (RFC 3550, section 12.1; RFC 4585, section 6.1).</summary>
public enum RtcpPacketType : byte
{
    /// <summary>A sender report.</summary>
    SenderReport = 200,

    /// <summary>A receiver report.</summary>
    ReceiverReport = 201,

    /// <summary>A source description.</summary>
    SourceDescription = 202,

    /// <summary>A goodbye of a source.</summary>
    Goodbye = 203,

    /// <summary>Defined by an application.</summary>
    Application = 204,

    /// <summary>Feedback about the transport: generic NACK.</summary>
    TransportFeedback = 205,

    /// <summary>Feedback about the payload: PLI, FIR, REMB.</summary>
    PayloadFeedback = 206,
}

/// <summary>Feedback message types (FMT).</summary>
internal static class RtcpFeedback
{
    /// <summary>Transport feedback: generic NACK (RFC 4585, section 6.2.1).</summary>
    public const byte Nack = 1;

    /// <summary>Payload feedback: picture loss indication (RFC 4585, section 6.3.1).</summary>
    public const byte PictureLoss = 1;

    /// <summary>Payload feedback: full intra request (RFC 5104, section 4.3.1).</summary>
    public const byte FullIntraRequest = 4;

    /// <summary>Payload feedback: of an application, such as REMB.</summary>
    public const byte Application = 15;
}

/// <summary>A report block (RFC 3550, section 6.4.1).</summary>
/// <param name="Ssrc">The stream that the report is about.</param>
/// <param name="FractionLost">The fraction lost since the last report, in 1/256.</param>
/// <param name="CumulativeLost">Packets lost in total, 24 bits; negative if duplicates outnumber losses.</param>
/// <param name="HighestSequence">The highest sequence number, with its wraps in the upper half.</param>
/// <param name="Jitter">Interarrival jitter in clock ticks.</param>
/// <param name="LastSenderReport">The middle of the NTP time of the last sender report; 0 if there was none.</param>
/// <param name="DelaySinceLastSenderReport">The time since that report in 1/65,536 s.</param>
public readonly record struct ReportBlock(
    uint Ssrc, byte FractionLost, int CumulativeLost, uint HighestSequence, uint Jitter, uint LastSenderReport,
    uint DelaySinceLastSenderReport);

/// <summary>One packet of a compound RTCP packet (RFC 3550, section 6.1), as it lies in the datagram.</summary>
public readonly ref struct RtcpPacket
{
    private const int Version = 2;
    private const int HeaderLength = 4;
    private const int ReportLength = 24;
    private const byte PaddingBit = 0x20;

    private RtcpPacket(ReadOnlySpan<byte> bytes, int length)
    {
        Type = (RtcpPacketType)bytes[1];
        Count = (byte)(bytes[0] & 0x1F);
        Body = bytes[HeaderLength..length];
    }

    /// <summary>The packet type.</summary>
    public RtcpPacketType Type { get; }

    /// <summary>The number of blocks, or the feedback message type.</summary>
    public byte Count { get; }

    /// <summary>The bytes after the header, without padding.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>The SSRC of the sender; 0 if absent.</summary>
    public uint SenderSsrc => Body.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(Body) : 0;

    /// <summary>The SSRC of the media that feedback is about; 0 if absent.</summary>
    public uint MediaSsrc => Body.Length >= 8 ? BinaryPrimitives.ReadUInt32BigEndian(Body[4..]) : 0;

    /// <summary>Takes the first packet off a compound packet; false if there is no well-formed one.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> compound, out RtcpPacket packet)
    {
        packet = default;
        if (compound.Length < HeaderLength || compound[0] >> 6 != Version)
        {
            return false;
        }

        var length = HeaderLength + (4 * BinaryPrimitives.ReadUInt16BigEndian(compound[2..]));
        if (length > compound.Length)
        {
            return false;
        }

        var padding = (compound[0] & PaddingBit) != 0 ? compound[length - 1] : 0;
        if (padding > length - HeaderLength)
        {
            return false;
        }

        packet = new(compound, length - padding);
        compound = compound[length..];
        return true;
    }

    /// <summary>Reads the middle 32 bits of the NTP time of a sender report; false if this is none.</summary>
    public bool TryReadSenderTime(out uint ntp)
    {
        var isReport = Type == RtcpPacketType.SenderReport && Body.Length >= 24;
        ntp = isReport ? BinaryPrimitives.ReadUInt32BigEndian(Body[6..]) : 0;
        return isReport;
    }

    /// <summary>
    /// Reads a block of a receiver report (RFC 3550, section 6.4.2); false if there is no such block.
    /// </summary>
    public bool TryReadReport(int index, out ReportBlock block)
    {
        block = default;
        var at = 4 + (ReportLength * index);
        if (Type != RtcpPacketType.ReceiverReport || index >= Count || Body.Length < at + ReportLength)
        {
            return false;
        }

        var bytes = Body[at..];
        var lost = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        block = new(
            BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (byte)(lost >> 24),
            unchecked((int)(lost << 8)) >> 8,
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
        return true;
    }

    /// <summary>
    /// Whether this asks for a key frame: PLI (RFC 4585, section 6.3.1) or FIR (RFC 5104, section 4.3.1).
    /// </summary>
    public bool AsksForKeyFrame() =>
        Type == RtcpPacketType.PayloadFeedback && Count is RtcpFeedback.PictureLoss or RtcpFeedback.FullIntraRequest;

    /// <summary>Reads the sequence numbers of a generic NACK (RFC 4585, section 6.2.1), as many as fit.</summary>
    /// <returns>How many were read; 0 if this is no NACK.</returns>
    public int ReadMissing(Span<ushort> missing)
    {
        if (Type != RtcpPacketType.TransportFeedback || Count != RtcpFeedback.Nack)
        {
            return 0;
        }

        var count = 0;
        for (var at = 8; at + 4 <= Body.Length && count < missing.Length; at += 4)
        {
            var first = BinaryPrimitives.ReadUInt16BigEndian(Body[at..]);
            var following = BinaryPrimitives.ReadUInt16BigEndian(Body[(at + 2)..]);
            missing[count++] = first;
            for (var bit = 0; bit < 16 && count < missing.Length; bit++)
            {
                if ((following >> bit & 1) != 0)
                {
                    missing[count++] = SequenceNumbers.Add(first, bit + 1);
                }
            }
        }

        return count;
    }
}
