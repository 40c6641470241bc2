using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Actors.WebRtc.Rtp;

/// <summary>
/// Writes RTCP packets one after another into the caller's buffer. <see cref="Enough"/> bytes hold one call of each
/// method.
/// </summary>
public ref struct RtcpWriter
{
    /// <summary>A sufficient buffer size in bytes.</summary>
    public const int Enough = 512;

    private const byte Version = 0x80;
    private const byte CanonicalNameItem = 1;
    private const int WordLength = 4;
    private const int MantissaBits = 18;
    private readonly Span<byte> _buffer;
    private readonly uint _ssrc;

    /// <summary>Starts at the beginning of a buffer.</summary>
    /// <param name="buffer">Receives the packets.</param>
    /// <param name="ssrc">The SSRC of the sender.</param>
    public RtcpWriter(Span<byte> buffer, uint ssrc)
    {
        _buffer = buffer;
        _ssrc = ssrc;
        Length = 0;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Writes a receiver report about one stream (RFC 3550, section 6.4.2).</summary>
    public void ReceiverReport(ReportBlock block)
    {
        var body = Begin(RtcpPacketType.ReceiverReport, count: 1, words: 7);
        Write(body, 0, block.Ssrc);
        Write(body, 4, unchecked((uint)block.FractionLost << 24 | (uint)block.CumulativeLost & 0xFF_FFFF));
        Write(body, 8, block.HighestSequence);
        Write(body, 12, block.Jitter);
        Write(body, 16, block.LastSenderReport);
        Write(body, 20, block.DelaySinceLastSenderReport);
    }

    /// <summary>Writes a sender report without blocks (RFC 3550, section 6.4.1).</summary>
    /// <param name="ntp">The NTP time: seconds since 1900, 32.32 fixed point.</param>
    /// <param name="timestamp">The same moment as an RTP timestamp.</param>
    /// <param name="packets">Packets sent.</param>
    /// <param name="bytes">Bytes of payload sent.</param>
    public void SenderReport(ulong ntp, uint timestamp, uint packets, uint bytes)
    {
        var body = Begin(RtcpPacketType.SenderReport, count: 0, words: 6);
        BinaryPrimitives.WriteUInt64BigEndian(body, ntp);
        Write(body, 8, timestamp);
        Write(body, 12, packets);
        Write(body, 16, bytes);
    }

    /// <summary>Writes a source description with a CNAME (RFC 3550, section 6.5.1).</summary>
    /// <param name="canonicalName">At most 255 ASCII characters.</param>
    public void SourceDescription(scoped ReadOnlySpan<char> canonicalName)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(canonicalName.Length, byte.MaxValue, nameof(canonicalName));

        // The item, then at least one zero byte, up to the next word.
        var words = (2 + canonicalName.Length + WordLength) / WordLength;
        var items = Begin(RtcpPacketType.SourceDescription, count: 1, words: 1 + words)[..(words * WordLength)];
        items.Clear();
        items[0] = CanonicalNameItem;
        items[1] = (byte)canonicalName.Length;
        _ = Encoding.ASCII.GetBytes(canonicalName, items[2..]);
    }

    /// <summary>Writes a picture loss indication, which asks for a key frame (RFC 4585, section 6.3.1).</summary>
    public void PictureLoss(uint mediaSsrc) =>
        Write(Begin(RtcpPacketType.PayloadFeedback, RtcpFeedback.PictureLoss, words: 2), 0, mediaSsrc);

    /// <summary>
    /// Writes a full intra request (RFC 5104, section 4.3.1), for senders that do not support <see
    /// cref="PictureLoss"/>.
    /// </summary>
    /// <param name="mediaSsrc">The stream.</param>
    /// <param name="number">
    /// The command number: one more, modulo 256, than that of the request before. An equal one repeats that request.
    /// </param>
    public void FullIntraRequest(uint mediaSsrc, byte number)
    {
        var body = Begin(RtcpPacketType.PayloadFeedback, RtcpFeedback.FullIntraRequest, words: 4);
        Write(body, 0, 0); // The SSRC field is unused; the FCI names the streams.
        Write(body, 4, mediaSsrc);
        Write(body, 8, (uint)number << 24);
    }

    /// <summary>Writes a generic NACK, which asks for packets again (RFC 4585, section 6.2.1).</summary>
    /// <param name="mediaSsrc">The stream.</param>
    /// <param name="missing">The missing sequence numbers, the oldest first; at least one.</param>
    public void Nack(uint mediaSsrc, scoped ReadOnlySpan<ushort> missing)
    {
        var blocks = CountBlocks(missing);
        var body = Begin(RtcpPacketType.TransportFeedback, RtcpFeedback.Nack, words: 2 + blocks);
        Write(body, 0, mediaSsrc);
        for (var (at, next) = (4, 0); next < missing.Length; at += WordLength)
        {
            var first = missing[next++];
            var following = 0;
            while (next < missing.Length && SequenceNumbers.Distance(first, missing[next]) is > 0 and <= 16 and var distance)
            {
                following |= 1 << (distance - 1);
                next++;
            }

            Write(body, at, (uint)first << 16 | (uint)following);
        }
    }

    /// <summary>Writes a limit for the sender's bitrate (REMB, draft-alvestrand-rmcat-remb-03, section 2.2).</summary>
    /// <param name="mediaSsrc">The stream.</param>
    /// <param name="bitsPerSecond">The limit.</param>
    public void MaximumBitrate(uint mediaSsrc, uint bitsPerSecond)
    {
        var body = Begin(RtcpPacketType.PayloadFeedback, RtcpFeedback.Application, words: 5);
        Write(body, 0, 0); // The SSRC field is unused; the FCI names the streams.
        "REMB"u8.CopyTo(body[4..]);
        var exponent = Math.Max(0, 32 - BitOperations.LeadingZeroCount(bitsPerSecond) - MantissaBits);
        Write(body, 8, 1u << 24 | (uint)exponent << MantissaBits | bitsPerSecond >> exponent);
        Write(body, 12, mediaSsrc);
    }

    /// <summary>Writes a goodbye (RFC 3550, section 6.6).</summary>
    public void Goodbye() => Begin(RtcpPacketType.Goodbye, count: 1, words: 1);

    private static int CountBlocks(ReadOnlySpan<ushort> missing)
    {
        var blocks = 0;
        for (var next = 0; next < missing.Length; blocks++)
        {
            var first = missing[next++];
            while (next < missing.Length && SequenceNumbers.Distance(first, missing[next]) is > 0 and <= 16)
            {
                next++;
            }
        }

        return blocks;
    }

    private static void Write(Span<byte> body, int at, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(body[at..], value);

    /// <summary>Writes the header and the sender's SSRC.</summary>
    /// <returns>The bytes after them.</returns>
    private Span<byte> Begin(RtcpPacketType type, byte count, int words)
    {
        var packet = _buffer.Slice(Length, WordLength * (1 + words));
        packet[0] = (byte)(Version | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)words);
        Write(packet, 4, _ssrc);
        Length += packet.Length;
        return packet[8..];
    }
}
