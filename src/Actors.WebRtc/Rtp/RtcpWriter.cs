using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Actors.WebRtc.Rtp;

/// <summary>
/// Writes RTCP packets one after another into a buffer of the caller. A buffer of <see cref="Enough"/> bytes takes any one
/// call of each kind.
/// </summary>
public ref struct RtcpWriter
{
    /// <summary>Bytes that suffice.</summary>
    public const int Enough = 512;

    private const byte Version = 0x80;
    private const byte CanonicalNameItem = 1;
    private const int WordLength = 4;
    private const int MantissaBits = 18;
    private readonly Span<byte> _buffer;
    private readonly uint _ssrc;

    /// <summary>Begins at the start of a buffer.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="ssrc">Who speaks.</param>
    public RtcpWriter(Span<byte> buffer, uint ssrc)
    {
        _buffer = buffer;
        _ssrc = ssrc;
        Length = 0;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>A receiver report about one stream (RFC 3550, section 6.4.2).</summary>
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

    /// <summary>A sender report without blocks (RFC 3550, section 6.4.1).</summary>
    /// <param name="ntp">The time of day, 32.32 fixed point seconds since 1900.</param>
    /// <param name="timestamp">The same moment by the clock of the stream.</param>
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

    /// <summary>Says whose the stream is (RFC 3550, section 6.5.1).</summary>
    /// <param name="canonicalName">At most 255 characters of ASCII.</param>
    public void SourceDescription(scoped ReadOnlySpan<char> canonicalName)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(canonicalName.Length, byte.MaxValue, nameof(canonicalName));

        // The item, and at least one zero that ends the list, up to the next word.
        var words = (2 + canonicalName.Length + WordLength) / WordLength;
        var items = Begin(RtcpPacketType.SourceDescription, count: 1, words: 1 + words)[..(words * WordLength)];
        items.Clear();
        items[0] = CanonicalNameItem;
        items[1] = (byte)canonicalName.Length;
        _ = Encoding.ASCII.GetBytes(canonicalName, items[2..]);
    }

    /// <summary>Asks for a key frame (RFC 4585, section 6.3.1).</summary>
    public void PictureLoss(uint mediaSsrc) =>
        Write(Begin(RtcpPacketType.PayloadFeedback, RtcpFeedback.PictureLoss, words: 2), 0, mediaSsrc);

    /// <summary>
    /// Asks for a key frame by a command (RFC 5104, section 4.3.1): for those who do not understand
    /// <see cref="PictureLoss"/>.
    /// </summary>
    /// <param name="mediaSsrc">The stream.</param>
    /// <param name="number">
    /// One more, modulo 256, than that of the request before: with the same it would be that one again.
    /// </param>
    public void FullIntraRequest(uint mediaSsrc, byte number)
    {
        var body = Begin(RtcpPacketType.PayloadFeedback, RtcpFeedback.FullIntraRequest, words: 4);
        Write(body, 0, 0); // About no stream in particular: they follow.
        Write(body, 4, mediaSsrc);
        Write(body, 8, (uint)number << 24);
    }

    /// <summary>Asks for packets again (RFC 4585, section 6.2.1).</summary>
    /// <param name="mediaSsrc">The stream.</param>
    /// <param name="missing">Their numbers, the oldest first; at least one.</param>
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

    /// <summary>
    /// Says how much may be sent at most (REMB, draft-alvestrand-rmcat-remb-03, section 2.2).
    /// </summary>
    /// <param name="mediaSsrc">The stream.</param>
    /// <param name="bitsPerSecond">So much.</param>
    public void MaximumBitrate(uint mediaSsrc, uint bitsPerSecond)
    {
        var body = Begin(RtcpPacketType.PayloadFeedback, RtcpFeedback.Application, words: 5);
        Write(body, 0, 0); // About no stream in particular: they follow.
        "REMB"u8.CopyTo(body[4..]);
        var exponent = Math.Max(0, 32 - BitOperations.LeadingZeroCount(bitsPerSecond) - MantissaBits);
        Write(body, 8, 1u << 24 | (uint)exponent << MantissaBits | bitsPerSecond >> exponent);
        Write(body, 12, mediaSsrc);
    }

    /// <summary>Takes leave (RFC 3550, section 6.6).</summary>
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

    /// <summary>Writes the header and who speaks.</summary>
    /// <returns>What follows them.</returns>
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
