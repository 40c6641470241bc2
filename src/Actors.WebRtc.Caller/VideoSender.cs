using System.Security.Cryptography;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Caller;

/// <summary>NTP timestamps as RTCP writes them (RFC 3550, section 4).</summary>
internal static class NtpTime
{
    private const long FractionOfSecond = 1L << 32;
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds since 1900, 32.32 fixed point.</summary>
    public static ulong Of(DateTimeOffset time)
    {
        var ticks = (time - Epoch).Ticks;
        var seconds = (ulong)(ticks / TimeSpan.TicksPerSecond);
        var fraction = (ulong)(ticks % TimeSpan.TicksPerSecond * FractionOfSecond / TimeSpan.TicksPerSecond);
        return unchecked(seconds << 32) | fraction;
    }

    /// <summary>The middle 32 bits: seconds in 16.16 fixed point.</summary>
    public static uint MiddleOf(DateTimeOffset time) => unchecked((uint)(Of(time) >> 16));
}

/// <summary>
/// The latest protected packets. A requested packet is sent again unchanged: RFC 3711, section 3.3.2, forbids
/// protecting another packet under its index.
/// </summary>
internal sealed class SentPackets
{
    private const int Count = 256;
    private const int Room = 1_280;

    private readonly byte[] _bytes = new byte[Count * Room];
    private readonly (ushort Sequence, int Length)[] _packets = new (ushort, int)[Count];

    /// <summary>Keeps a packet in place of an old one.</summary>
    public void Keep(ushort sequence, ReadOnlySpan<byte> packet)
    {
        var place = sequence % Count;
        packet.CopyTo(_bytes.AsSpan(place * Room, Room));
        _packets[place] = (sequence, packet.Length);
    }

    /// <summary>Finds a packet; empty if it is no longer kept.</summary>
    public ReadOnlySpan<byte> Find(ushort sequence)
    {
        var place = sequence % Count;
        var (kept, length) = _packets[place];
        return kept == sequence ? _bytes.AsSpan(place * Room, length) : default;
    }
}

/// <summary>
/// Sends a film at its pace, jumps to a key frame on request, repeats lost packets, and writes sender reports (RFC
/// 3550, section 6.4.1).
/// </summary>
/// <remarks>Times are milliseconds of a monotonic clock. Not thread-safe.</remarks>
internal sealed class VideoSender
{
    private const int TicksPerMs = 90;
    private const int MaxMissing = 256;

    private readonly VideoClip _clip;
    private readonly OfferedVideo _video;
    private readonly TimeProvider _time;
    private readonly MediaSecurity _security;
    private readonly DatagramSender _send;
    private readonly Vp8Packetizer _packetizer;
    private readonly Vp8Packetizer.PacketConsumer _sendPacket;
    private readonly SentPackets _sent = new();
    private readonly uint _firstTimestamp;
    private CallerStatistics _statistics = new();
    private long _packets;
    private long _bytes;
    private long _startedAt = -1;
    private long _framesDue;
    private long _reportAt;
    private uint _lastTimestamp;
    private int _next;

    /// <summary>Creates a sender that has not started.</summary>
    public VideoSender(
        VideoClip clip,
        int firstFrame,
        OfferedVideo video,
        TimeProvider time,
        RandomNumberGenerator random,
        MediaSecurity security,
        DatagramSender send)
    {
        (_clip, _video, _time, _security, _send) = (clip, video, time, security, send);
        Span<byte> bytes = stackalloc byte[sizeof(uint) + sizeof(ushort)];
        random.GetBytes(bytes);
        _firstTimestamp = BitConverter.ToUInt32(bytes);

        // Below 2¹⁵, or the receiver may guess the roll-over counter wrong (see SrtpSession).
        var first = (ushort)(BitConverter.ToUInt16(bytes[sizeof(uint)..]) & 0x7FFF);
        _packetizer = new Vp8Packetizer(video.PayloadType, video.Ssrc, first);
        _sendPacket = SendPacket;
        _next = clip.NextKeyFrame(firstFrame % clip.Count);
    }

    /// <summary>Statistics so far.</summary>
    public CallerStatistics Statistics => _statistics with { Packets = _packets, Bytes = _bytes };

    /// <summary>Starts the film.</summary>
    public void Start(long now) => (_startedAt, _reportAt) = (now, now);

    /// <summary>Sends what is due. After a pause it skips frames instead of sending them all at once.</summary>
    public void Tick(long now)
    {
        if (_startedAt < 0)
        {
            return;
        }

        var due = (long)((now - _startedAt) / _clip.FrameTime.TotalMilliseconds) + 1;
        if (due > _framesDue)
        {
            _framesDue = due;
            SendFrame(now);
        }

        if (now >= _reportAt)
        {
            _reportAt = now + SessionLimits.ReportMs;
            SendReport(now);
        }
    }

    /// <summary>Processes a decrypted RTCP packet.</summary>
    public void ReceiveFeedback(ReadOnlySpan<byte> compound, long now)
    {
        var wantsKeyFrame = false;
        while (RtcpPacket.TryTake(ref compound, out var packet))
        {
            wantsKeyFrame |= packet.AsksForKeyFrame();
            Repeat(packet);
            if (packet.TryReadReport(0, out var report) && report.Ssrc == _video.Ssrc)
            {
                _statistics = _statistics with { LastReport = report, RoundTrip = RoundTripOf(report) ?? _statistics.RoundTrip };
            }
        }

        if (wantsKeyFrame && _startedAt >= 0)
        {
            _statistics = _statistics with { KeyFrameRequests = _statistics.KeyFrameRequests + 1 };
            _next = _clip.NextKeyFrame(_next);
            SendFrame(now);
        }
    }

    /// <summary>
    /// Computes the round trip (RFC 3550, section 6.4.1, figure 2); null if the report answers no sender report.
    /// </summary>
    private TimeSpan? RoundTripOf(ReportBlock report)
    {
        if (report.LastSenderReport == 0)
        {
            return null;
        }

        var roundTrip = unchecked((int)(NtpTime.MiddleOf(_time.GetUtcNow())
            - report.LastSenderReport - report.DelaySinceLastSenderReport));
        return TimeSpan.FromSeconds(Math.Max(0, roundTrip) / 65_536.0);
    }

    private void Repeat(RtcpPacket packet)
    {
        Span<ushort> missing = stackalloc ushort[MaxMissing];
        missing = missing[..packet.ReadMissing(missing)];
        var repeated = 0;
        foreach (var sequence in missing)
        {
            var kept = _sent.Find(sequence);
            if (!kept.IsEmpty)
            {
                _send(kept);
                repeated++;
            }
        }

        if (missing.Length > 0)
        {
            _statistics = _statistics with
            {
                PacketsMissed = _statistics.PacketsMissed + missing.Length,
                PacketsRepeated = _statistics.PacketsRepeated + repeated,
            };
        }
    }

    private void SendFrame(long now)
    {
        // Two frames never have the same timestamp, even if a key frame is requested right after another.
        var timestamp = TimestampOf(now);
        if (_statistics.Frames > 0 && unchecked((int)(timestamp - _lastTimestamp)) <= 0)
        {
            timestamp = unchecked(_lastTimestamp + 1);
        }

        _lastTimestamp = timestamp;
        _packetizer.Split(_clip.Frame(_next).Span, timestamp, _sendPacket);
        _statistics = _statistics with
        {
            Frames = _statistics.Frames + 1,
            KeyFrames = _statistics.KeyFrames + (_clip.IsKeyFrame(_next) ? 1 : 0),
        };
        _next = _clip.Next(_next);
    }

    private void SendPacket(ReadOnlySpan<byte> packet, ushort sequence)
    {
        Span<byte> buffer = stackalloc byte[packet.Length + SrtpProfileParameters.MaxTrailerLength];
        packet.CopyTo(buffer);
        var length = packet.Length;
        if (_security.TryProtectRtp(buffer, ref length))
        {
            _packets++;
            _bytes += packet.Length - RtpHeader.FixedLength;
            _sent.Keep(sequence, buffer[..length]);
            _send(buffer[..length]);
        }
    }

    private void SendReport(long now)
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough + SrtpProfileParameters.MaxTrailerLength];
        var writer = new RtcpWriter(buffer[..RtcpWriter.Enough], _video.Ssrc);
        writer.SenderReport(
            NtpTime.Of(_time.GetUtcNow()), TimestampOf(now), unchecked((uint)_packets), unchecked((uint)_bytes));
        writer.SourceDescription(_video.CanonicalName);
        var length = writer.Length;
        if (_security.TryProtectRtcp(buffer, ref length))
        {
            _send(buffer[..length]);
        }
    }

    private uint TimestampOf(long now) => unchecked(_firstTimestamp + (uint)((now - _startedAt) * TicksPerMs));
}
