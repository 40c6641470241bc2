using System.Buffers;
using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Vp8;

/// <summary>
/// Puts frames together from packets in order. A frame of which a packet is missing is dropped. Frames other than key frames
/// are dropped at once where only key frames are wanted: then nothing of them is copied.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
public sealed class Vp8FrameAssembler : IDisposable
{
    private readonly FrameConsumer _deliver;
    private readonly bool _wantsKeyFramesOnly;
    private readonly int _mostBytes;
    private byte[] _frame = [];
    private int _length;
    private ushort _next;
    private uint _timestamp;
    private bool _isOpen;
    private bool _isDisposed;

    /// <summary>An assembler that has not seen a packet.</summary>
    /// <param name="deliver">Gets whole frames.</param>
    /// <param name="wantsKeyFramesOnly">Whether other frames are dropped.</param>
    /// <param name="mostBytes">A longer frame is dropped.</param>
    public Vp8FrameAssembler(FrameConsumer deliver, bool wantsKeyFramesOnly, int mostBytes)
    {
        (_deliver, _wantsKeyFramesOnly, _mostBytes) = (deliver, wantsKeyFramesOnly, mostBytes);
    }

    /// <summary>Gets a frame.</summary>
    /// <param name="frame">Only valid during the call.</param>
    /// <param name="header">How it begins.</param>
    /// <param name="timestamp">When it was taken, in ticks of 1/90,000 s.</param>
    public delegate void FrameConsumer(ReadOnlySpan<byte> frame, Vp8FrameHeader header, uint timestamp);

    /// <summary>Whole frames.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames that were not wanted.</summary>
    public long Unwanted { get; private set; }

    /// <summary>Frames of which something is missing, or which are not VP8, or too long.</summary>
    public long Broken { get; private set; }

    /// <summary>Takes the next packet.</summary>
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
            return; // It only probes the network.
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

        if (header.Timestamp != _timestamp || _length + data.Length > _mostBytes)
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
            Drop(); // The end of the frame before never came.
        }

        if (_wantsKeyFramesOnly && Vp8FrameHeader.IsInterFrame(data))
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
            ArrayPool<byte>.Shared.Return(_frame, clearArray: true); // It may show a person.
            _frame = [];
        }
    }
}
