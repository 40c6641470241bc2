using System.Buffers.Binary;

namespace Actors.WebRtc.Rtp;

/// <summary>One packet of a compound (RFC 3550, section 6.1), as it stands in the datagram.</summary>
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

    /// <summary>What it is.</summary>
    public RtcpPacketType Type { get; }

    /// <summary>How many blocks it has, or the kind of feedback.</summary>
    public byte Count { get; }

    /// <summary>What follows the header, without padding.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Who speaks, or 0.</summary>
    public uint SenderSsrc => Body.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(Body) : 0;

    /// <summary>The stream that feedback is about, or 0.</summary>
    public uint MediaSsrc => Body.Length >= 8 ? BinaryPrimitives.ReadUInt32BigEndian(Body[4..]) : 0;

    /// <summary>Takes the first packet off a compound; false when there is none, or none that is well formed.</summary>
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

    /// <summary>The middle of the sender's time in a sender report; false when it is none.</summary>
    public bool TryReadSenderTime(out uint ntp)
    {
        var isReport = Type == RtcpPacketType.SenderReport && Body.Length >= 24;
        ntp = isReport ? BinaryPrimitives.ReadUInt32BigEndian(Body[6..]) : 0;
        return isReport;
    }

    /// <summary>Reads a block of a receiver report (RFC 3550, section 6.4.2); false when there are not so many.</summary>
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

    /// <summary>Whether a key frame is asked for: PLI (RFC 4585, section 6.3.1) or FIR (RFC 5104, section 4.3.1).</summary>
    public bool AsksForKeyFrame() =>
        Type == RtcpPacketType.PayloadFeedback && Count is RtcpFeedback.PictureLoss or RtcpFeedback.FullIntraRequest;

    /// <summary>
    /// What is asked for again by a generic NACK (RFC 4585, section 6.2.1): the numbers, as many as there is room for.
    /// </summary>
    /// <returns>How many.</returns>
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
