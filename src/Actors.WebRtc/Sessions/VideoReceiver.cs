using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Sessions;

/// <summary>Why a key frame is dropped before it is assembled.</summary>
internal enum FrameDrop
{
    /// <summary>It came much sooner than asked for.</summary>
    Early = 0,

    /// <summary>Its size or shape cannot be judged.</summary>
    Unusable = 1,
}

/// <summary>
/// Receives the video of one call: assembles key frames from packets, and sends feedback about missing ones. Usually
/// processes a packet without allocation.
/// </summary>
/// <remarks>Times are milliseconds of a monotonic clock. Not thread-safe.</remarks>
internal sealed class VideoReceiver : IDisposable
{
    private const int ClockRate = 90_000;
    private readonly VideoAgreement _agreement;
    private readonly CallEndpointOptions _options;
    private readonly FeedbackSource _source;
    private readonly ISessionSink _sink;
    private readonly SessionMeter _meter;
    private readonly long _keyFrameIntervalMs;
    private readonly bool _takesCommandsOnly;
    private VideoStream? _stream;
    private SessionStatistics _before = new();
    private long _packets;
    private long _bytes;
    private long _keyFrames;
    private long _unusable;
    private long _early;
    private long _now;
    private long _frameBeganAt;
    private long _nextFrameAt;
    private long _requests;
    private long _nacks;
    private long _requestAt;
    private long _reportAt;
    private byte _command;
    private bool _isAsked;
    private bool _cameUnasked;

    /// <summary>Creates a receiver without packets.</summary>
    public VideoReceiver(
        VideoAgreement agreement, CallEndpointOptions options, FeedbackSource source, ISessionSink sink, SessionMeter meter)
    {
        (_agreement, _options, _source, _sink, _meter) = (agreement, options, source, sink, meter);
        _keyFrameIntervalMs = (long)options.KeyFrameInterval.TotalMilliseconds;
        _takesCommandsOnly = (agreement.Feedback & (VideoFeedback.PictureLoss | VideoFeedback.FullIntraRequest))
            == VideoFeedback.FullIntraRequest;
    }

    /// <summary>When the last video packet came; null if none came.</summary>
    public long? LastPacketAt { get; private set; }

    /// <summary>Whether no later packet of its stream came before the last one that was processed.</summary>
    public bool IsNewest { get; private set; }

    /// <summary>Called once, with width and height of the first picture that is passed over.</summary>
    public Action<int, int>? PassedOver { get; init; }

    /// <summary>Statistics so far.</summary>
    public SessionStatistics Statistics => _before with
    {
        Packets = _packets,
        Bytes = _bytes,
        PacketsLost = _before.PacketsLost + (_stream?.Lost ?? 0),
        KeyFrames = _keyFrames,
        UnusableFrames = _unusable,
        EarlyFrames = _early,
        BrokenFrames = _before.BrokenFrames + (_stream?.Broken ?? 0),
        KeyFrameRequests = _requests,
        Nacks = _nacks,
        Jitter = _stream is { } stream ? TimeSpan.FromSeconds((double)stream.Reception.Jitter / ClockRate) : _before.Jitter,
    };

    /// <summary>Processes a decrypted RTP packet.</summary>
    public DatagramDrop ReceiveRtp(ReadOnlySpan<byte> packet, long now)
    {
        if (!RtpHeader.TryRead(packet, out var header))
        {
            return DatagramDrop.Malformed;
        }

        if (header.PayloadType != _agreement.PayloadType)
        {
            return DatagramDrop.OtherStream;
        }

        if (_stream?.Reception.Ssrc != header.Ssrc)
        {
            if (_stream is { HasLeft: false } && now - LastPacketAt < SessionLimits.StreamSilenceMs)
            {
                return DatagramDrop.OtherStream;
            }

            Begin(header, now);
        }

        (LastPacketAt, _now) = (now, now);
        _packets++;
        _bytes += packet.Length;
        IsNewest = _stream!.Add(header, packet, now);
        return DatagramDrop.None;
    }

    /// <summary>Processes a decrypted RTCP packet.</summary>
    public DatagramDrop ReceiveRtcp(ReadOnlySpan<byte> compound, long now)
    {
        var isAny = false;
        while (RtcpPacket.TryTake(ref compound, out var packet))
        {
            isAny = true;
            if (_stream is not { } stream || packet.SenderSsrc != stream.Reception.Ssrc)
            {
                continue;
            }

            if (packet.TryReadSenderTime(out var ntp))
            {
                stream.Reception.RecordSenderReport(ntp, now);
            }

            stream.HasLeft |= packet.Type == RtcpPacketType.Goodbye && packet.Count > 0;
        }

        return isAny ? DatagramDrop.None : DatagramDrop.Malformed;
    }

    /// <summary>Writes the feedback that is due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="buffer">Receives it: <see cref="RtcpWriter.Enough"/> bytes.</param>
    /// <returns>Its length; 0 if none is due.</returns>
    public int WriteDue(long now, Span<byte> buffer)
    {
        if (_stream is not { } stream)
        {
            return 0;
        }

        if (_cameUnasked)
        {
            // A phone that sends key frames often enough by itself is not asked for more. Its next one may be a little
            // late.
            var next = now + _keyFrameIntervalMs + (_keyFrameIntervalMs / 4);
            (_cameUnasked, _requestAt) = (false, Math.Max(_requestAt, next));
        }

        _now = now;
        Span<ushort> missing = stackalloc ushort[SessionLimits.MissingPackets];
        missing = missing[..stream.FindMissing(now, missing)];
        var wantsPackets = missing.Length > 0 && _agreement.Feedback.HasFlag(VideoFeedback.Nack);
        var wantsKeyFrame = now >= _requestAt;
        var reports = now >= _reportAt;
        if (!wantsPackets && !wantsKeyFrame && !reports)
        {
            return 0;
        }

        var writer = new RtcpWriter(buffer, _source.Ssrc);
        if (reports || !_agreement.HasReducedSizeRtcp)
        {
            WriteReport(ref writer, stream, now);
        }

        if (wantsKeyFrame)
        {
            WriteRequest(ref writer, stream, now);
        }

        if (wantsPackets)
        {
            writer.Nack(stream.Reception.Ssrc, missing);
            _nacks++;
            _meter.Nack();
        }

        return writer.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void WriteReport(ref RtcpWriter writer, VideoStream stream, long now)
    {
        _reportAt = now + SessionLimits.ReportMs;
        writer.ReceiverReport(stream.Reception.Report(now));
        writer.SourceDescription(_source.CanonicalName);
        if (_agreement.Feedback.HasFlag(VideoFeedback.BitrateLimit))
        {
            writer.MaximumBitrate(stream.Reception.Ssrc, (uint)_options.MaxBitsPerSecond);
        }
    }

    /// <summary>
    /// Asks for a key frame. Keeps the interval even if the call is late. Asks even if no such feedback was negotiated:
    /// without key frames there is nothing to look at, and a phone ignores unknown feedback.
    /// </summary>
    private void WriteRequest(ref RtcpWriter writer, VideoStream stream, long now)
    {
        var isLate = now - _requestAt >= _keyFrameIntervalMs;
        _requestAt = (isLate ? now : _requestAt) + _keyFrameIntervalMs;
        if (_takesCommandsOnly)
        {
            writer.FullIntraRequest(stream.Reception.Ssrc, _command);
            _command = unchecked((byte)(_command + 1));
        }
        else
        {
            writer.PictureLoss(stream.Reception.Ssrc);
        }

        _requests++;
        _isAsked = true;
        _meter.KeyFrameRequest();
    }

    /// <summary>
    /// Starts the first stream, or one that replaces a silent one after the phone has restarted its camera.
    /// </summary>
    private void Begin(in RtpHeader header, long now)
    {
        _before = Statistics;
        _stream?.Dispose();
        _stream = new VideoStream(header, Deliver, Wants);
        (_requestAt, _reportAt) = (now + _keyFrameIntervalMs, now + SessionLimits.ReportMs);
        _isAsked = true; // A stream starts with a key frame anyway.
    }

    /// <summary>
    /// Whether to assemble a key frame: not if it comes sooner than half the interval asked for, from beginning to
    /// beginning, and not if its size is unusable.
    /// </summary>
    private bool Wants(ReadOnlySpan<byte> start)
    {
        if (_now < _nextFrameAt)
        {
            _early++;
            _meter.FrameDrop(FrameDrop.Early);
            return false;
        }

        _frameBeganAt = _now;
        return !Vp8FrameHeader.TryReadSize(start, out var width, out var height) || IsUsable(width, height);
    }

    /// <summary>Whether a picture can be judged. Counts one that cannot.</summary>
    private bool IsUsable(int width, int height)
    {
        var (shorter, longer) = (Math.Min(width, height), Math.Max(width, height));
        if ((long)width * height <= _options.MaxPixels
            && shorter >= SessionLimits.MinPictureSide
            && longer <= SessionLimits.MaxPictureSide
            && longer <= SessionLimits.PictureAspect * shorter)
        {
            return true;
        }

        if (_unusable++ == 0)
        {
            PassedOver?.Invoke(width, height);
        }

        _meter.FrameDrop(FrameDrop.Unusable);
        return false;
    }

    private void Deliver(ReadOnlySpan<byte> frame, Vp8FrameHeader header, uint timestamp)
    {
        // The first packet of a frame may be too short to tell the size.
        if (!header.IsKeyFrame || !IsUsable(header.Width, header.Height))
        {
            return;
        }

        _nextFrameAt = _frameBeganAt + (_keyFrameIntervalMs / 2);
        (_isAsked, _cameUnasked) = (false, !_isAsked);
        _keyFrames++;
        _meter.KeyFrame();
        _sink.OnKeyFrame(frame, header.Width, header.Height, timestamp);
    }
}
