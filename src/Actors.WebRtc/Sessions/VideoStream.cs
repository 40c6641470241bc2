using Actors.WebRtc.Rtp;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Sessions;

/// <summary>One stream of packets: puts them into order and assembles key frames.</summary>
internal sealed class VideoStream : IDisposable
{
    private readonly ReorderWindow _window;
    private readonly Vp8FrameAssembler _assembler;

    /// <summary>Starts a stream before its first packet is added.</summary>
    public VideoStream(
        in RtpHeader first, Vp8FrameAssembler.FrameConsumer deliver, Vp8FrameAssembler.FrameFilter wants)
    {
        Reception = new ReceiverStatistics(first.Ssrc, first.SequenceNumber);
        _window = new ReorderWindow(Assemble);
        _assembler = new Vp8FrameAssembler(deliver, wantsKeyFramesOnly: true, SessionLimits.FrameBytes, wants);
    }

    /// <summary>Reception statistics for reports.</summary>
    public ReceiverStatistics Reception { get; }

    /// <summary>Whether the source sent a goodbye.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Packets that never came.</summary>
    public long Lost => _window.GivenUp;

    /// <summary>Frames dropped because they are incomplete or malformed.</summary>
    public long Broken => _assembler.Broken;

    /// <summary>Adds a packet.</summary>
    /// <returns>Whether no later packet came before.</returns>
    public bool Add(in RtpHeader header, ReadOnlySpan<byte> packet, long now)
    {
        var isNewest = Reception.Add(header.SequenceNumber, header.Timestamp, now);
        _window.Add(header.SequenceNumber, packet, now);
        return isNewest;
    }

    /// <summary>Lists the packets to request now, and gives up those that are too late.</summary>
    public int FindMissing(long now, Span<ushort> missing) => _window.Poll(now, missing);

    /// <inheritdoc/>
    public void Dispose()
    {
        _window.Dispose();
        _assembler.Dispose();
    }

    private void Assemble(ReadOnlySpan<byte> packet)
    {
        // Only well-formed packets were held.
        if (RtpHeader.TryRead(packet, out var header))
        {
            _assembler.Add(header, packet);
        }
    }
}

/// <summary>
/// Logs exceptions of a sink, so that they do not reach the threads of other calls, and reports the end only once.
/// </summary>
internal sealed class GuardedSink(ISessionSink sink, SessionLog log) : ISessionSink
{
    private bool _isOver;

    /// <inheritdoc/>
    public void OnConnected()
    {
        try
        {
            sink.OnConnected();
        }
        catch (Exception exception)
        {
            log.SinkFailed(exception);
        }
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        if (_isOver)
        {
            return; // The sink ended the call during an earlier frame of this packet.
        }

        try
        {
            sink.OnKeyFrame(frame, width, height, timestamp);
        }
        catch (Exception exception)
        {
            log.SinkFailed(exception);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        try
        {
            sink.OnClosed(cause);
        }
        catch (Exception exception)
        {
            log.SinkFailed(exception);
        }
    }
}
