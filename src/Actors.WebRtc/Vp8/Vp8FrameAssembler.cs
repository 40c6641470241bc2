using System.Buffers;
using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Vp8;

/// <summary>
/// Assembles frames from packets in order. Drops a frame that lacks a packet. Drops frames that are not wanted without
/// copying them.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class Vp8FrameAssembler : IDisposable
{
    private readonly FrameConsumer _deliver;
    private readonly bool _wantsKeyFramesOnly;
    private readonly int _maxBytes;
    private readonly FrameFilter? _wants;
    private byte[] _frame = [];
    private int _length;
    private ushort _next;
    private uint _timestamp;
    private bool _isOpen;
    private bool _isDisposed;

    /// <summary>Creates an assembler without packets.</summary>
    /// <param name="deliver">Receives whole frames.</param>
    /// <param name="wantsKeyFramesOnly">Whether to drop all but key frames.</param>
    /// <param name="maxBytes">The longest frame in bytes; longer ones are dropped.</param>
    /// <param name="wants">Says whether a frame is wanted; null if all are.</param>
    public Vp8FrameAssembler(FrameConsumer deliver, bool wantsKeyFramesOnly, int maxBytes, FrameFilter? wants = null)
    {
        (_deliver, _wantsKeyFramesOnly, _maxBytes, _wants) = (deliver, wantsKeyFramesOnly, maxBytes, wants);
    }

    /// <summary>Receives a frame.</summary>
    /// <param name="frame">Valid only during the call.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="timestamp">The sampling time in ticks of 1/90,000 s.</param>
    public delegate void FrameConsumer(ReadOnlySpan<byte> frame, Vp8FrameHeader header, uint timestamp);

    /// <summary>Says whether a frame is wanted, before any of it is copied.</summary>
    /// <param name="start">The bytes of its first packet.</param>
    public delegate bool FrameFilter(ReadOnlySpan<byte> start);

    /// <summary>Frames delivered.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames dropped because they are not wanted.</summary>
    public long Unwanted { get; private set; }

    /// <summary>Frames dropped because they are incomplete, too long or not VP8.</summary>
    public long Broken { get; private set; }

    /// <summary>Adds the next packet.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="packet">The whole packet.</param>
    public void Add(in RtpHeader header, ReadOnlySpan<byte> packet)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var isInOrder = header.SequenceNumber == _next;
        _next = SequenceNumbers.Add(header.SequenceNumber, 1);
        if (_isOpen && !isInOrder)
        {
            Drop();
        }

        if (header.PayloadLength == 0)
        {
            return; // The packet only probes the network.
        }

        var payload = packet.Slice(header.PayloadOffset, header.PayloadLength);
        if (!Vp8PayloadDescriptor.TryRead(payload, out var descriptor))
        {
            Drop();
            return;
        }

        var data = payload[descriptor.Length..];
        if (descriptor.IsStartOfFrame)
        {
            Begin(data, header.Timestamp);
        }

        if (!_isOpen)
        {
            return;
        }

        if (header.Timestamp != _timestamp || _length + data.Length > _maxBytes)
        {
            Drop();
            return;
        }

        Append(data);
        if (header.Marker)
        {
            Finish();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Return();
        }
    }

    private void Begin(ReadOnlySpan<byte> data, uint timestamp)
    {
        if (_isOpen)
        {
            Drop(); // The end of the frame before is missing.
        }

        if ((_wantsKeyFramesOnly && Vp8FrameHeader.IsInterFrame(data)) || _wants?.Invoke(data) == false)
        {
            Unwanted++;
            return;
        }

        (_isOpen, _length, _timestamp) = (true, 0, timestamp);
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        if (_length + data.Length > _frame.Length)
        {
            var longer = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _frame.Length, _length + data.Length));
            _frame.AsSpan(0, _length).CopyTo(longer);
            Return();
            _frame = longer;
        }

        data.CopyTo(_frame.AsSpan(_length));
        _length += data.Length;
    }

    private void Finish()
    {
        _isOpen = false;
        var frame = _frame.AsSpan(0, _length);
        if (!Vp8FrameHeader.TryRead(frame, out var header))
        {
            Broken++;
            return;
        }

        Frames++;
        _deliver(frame, header, _timestamp);
    }

    private void Drop()
    {
        Broken += _isOpen ? 1 : 0;
        _isOpen = false;
    }

    private void Return()
    {
        if (_frame.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_frame, clearArray: true); // The frame may show a person.
            _frame = [];
        }
    }
}
