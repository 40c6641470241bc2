using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Caller.Video;

/// <summary>Splits frames into RTP packets (RFC 7741).</summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="payloadType">The negotiated payload type.</param>
/// <param name="ssrc">The SSRC of the stream.</param>
/// <param name="sequence">The sequence number of the first packet.</param>
public sealed class Vp8Packetizer(byte payloadType, uint ssrc, ushort sequence)
{
    /// <summary>The largest number of VP8 bytes in a packet, so that the packet passes tunnels.</summary>
    public const int MaxData = 1_100;

    private const int DescriptorLength = 4;
    private const byte HasExtension = 0x80;
    private const byte Start = 0x10;
    private const byte HasPictureId = 0x80;
    private const byte IsLongPictureId = 0x80;
    private ushort _next = sequence;
    private int _picture;

    /// <summary>Receives a packet.</summary>
    /// <param name="packet">Valid only during the call.</param>
    /// <param name="sequence">Its sequence number.</param>
    public delegate void PacketConsumer(ReadOnlySpan<byte> packet, ushort sequence);

    /// <summary>Splits a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="timestamp">The sampling time in ticks of 1/90,000 s.</param>
    /// <param name="send">Receives the packets.</param>
    public void Split(ReadOnlySpan<byte> frame, uint timestamp, PacketConsumer send)
    {
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + DescriptorLength + MaxData];
        var isFirst = true;
        do
        {
            var data = frame[..Math.Min(MaxData, frame.Length)];
            frame = frame[data.Length..];
            new RtpHeader(payloadType, frame.IsEmpty, _next, timestamp, ssrc, 0, 0).Write(packet);
            var payload = packet[RtpHeader.FixedLength..];
            payload[0] = (byte)(HasExtension | (isFirst ? Start : 0));
            payload[1] = HasPictureId;
            payload[2] = (byte)(IsLongPictureId | _picture >> 8);
            payload[3] = (byte)(_picture & 0xFF);
            data.CopyTo(payload[DescriptorLength..]);
            send(packet[..(RtpHeader.FixedLength + DescriptorLength + data.Length)], _next);
            _next = SequenceNumbers.Add(_next, 1);
            isFirst = false;
        }
        while (!frame.IsEmpty);
        _picture = (_picture + 1) & 0x7FFF;
    }
}
