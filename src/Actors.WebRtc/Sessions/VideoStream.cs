using Actors.WebRtc.Rtp;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Sessions;

/// <summary>One stream of packets: into order, and into frames. Frames other than key frames are not put together.</summary>
internal sealed class VideoStream : IDisposable
{
    private readonly ReorderWindow _window;
    private readonly Vp8FrameAssembler _assembler;

    /// <summary>A stream whose first packet is to be added.</summary>
    public VideoStream(in RtpHeader first, Vp8FrameAssembler.FrameConsumer deliver)
    {
        Reception = new ReceiverStatistics(first.Ssrc, first.SequenceNumber);
        _window = new ReorderWindow(Assemble);
        _assembler = new Vp8FrameAssembler(deliver, wantsKeyFramesOnly: true, SessionLimits.FrameBytes);
    }

    /// <summary>What is told of it in reports.</summary>
    public ReceiverStatistics Reception { get; }

    /// <summary>Whether it took leave (BYE).</summary>
    public bool HasLeft { get; set; }

    /// <summary>Packets that never came.</summary>
    public long Lost => _window.GivenUp;

    /// <summary>Frames dropped because something was missing or wrong.</summary>
    public long Broken => _assembler.Broken;

    /// <summary>Takes a packet.</summary>
    public void Add(in RtpHeader header, ReadOnlySpan<byte> packet, long now)
    {
        Reception.Add(header.SequenceNumber, header.Timestamp, now);
        _window.Add(header.SequenceNumber, packet, now);
    }

    /// <summary>What is to be asked for again now; gives up what was waited for too long.</summary>
    public int FindMissing(long now, Span<ushort> missing) => _window.Poll(now, missing);

    /// <inheritdoc/>
    public void Dispose()
    {
        _window.Dispose();
        _assembler.Dispose();
    }

    private void Assemble(ReadOnlySpan<byte> packet)
    {
        // It was read once already; only what was well-formed waited.
        if (RtpHeader.TryRead(packet, out var header))
        {
            _assembler.Add(header, packet);
        }
    }
}
