using System.Buffers;

namespace Actors.WebRtc.Rtp;

/// <summary>
/// Puts the packets of one stream into order. Passes a packet in order on without copying it. Holds an early packet
/// until the gap before it is filled or given up, and lists the missing packets for a NACK.
/// </summary>
/// <remarks>Times are milliseconds of a monotonic clock. Not thread-safe.</remarks>
public sealed class ReorderWindow : IDisposable
{
    /// <summary>The largest number of held packets. A larger jump restarts the window.</summary>
    public const int Size = 256;

    /// <summary>How long to wait for a gap. A later frame is useless, since a new key frame is on its way.</summary>
    public const long Patience = 250;

    /// <summary>The pause between two requests for the same packets: a round trip and a little more.</summary>
    public const long Pause = 40;

    private readonly byte[]?[] _packets = new byte[Size][];
    private readonly int[] _lengths = new int[Size];
    private readonly long[] _cameAt = new long[Size];
    private readonly PacketConsumer _deliver;
    private ushort _next;
    private ushort _highest;
    private int _waiting;
    private long _askAt;
    private bool _isStarted;
    private bool _isDisposed;

    /// <summary>Creates a window without packets.</summary>
    /// <param name="deliver">Receives the packets in order.</param>
    public ReorderWindow(PacketConsumer deliver) => _deliver = deliver;

    /// <summary>Receives a packet.</summary>
    /// <param name="packet">Valid only during the call.</param>
    public delegate void PacketConsumer(ReadOnlySpan<byte> packet);

    /// <summary>Duplicates, and packets that came too late.</summary>
    public long Late { get; private set; }

    /// <summary>Packets given up as lost.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Packets held back.</summary>
    public int Waiting => _waiting;

    /// <summary>Adds a packet and delivers those that are in order.</summary>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="packet">The packet; copied if it must wait.</param>
    /// <param name="now">The time.</param>
    public void Add(ushort sequence, ReadOnlySpan<byte> packet, long now)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isStarted)
        {
            (_isStarted, _next, _highest) = (true, sequence, sequence);
        }

        var ahead = SequenceNumbers.Distance(_next, sequence);
        if (ahead is >= Size or <= -Size)
        {
            Restart(sequence);
            ahead = 0;
        }

        if (ahead < 0 || _lengths[sequence % Size] != 0)
        {
            Late++;
            return;
        }

        if (SequenceNumbers.Distance(_highest, sequence) > 0)
        {
            _highest = sequence;
        }

        if (ahead > 0)
        {
            Keep(sequence, packet, now);
            return;
        }

        _next = SequenceNumbers.Add(sequence, 1);
        _deliver(packet);
        DeliverWaiting(now);
    }

    /// <summary>Gives up gaps after <see cref="Patience"/> and lists the packets to request.</summary>
    /// <param name="now">The time.</param>
    /// <param name="missing">Receives the missing sequence numbers, the oldest first.</param>
    /// <returns>How many packets to request; 0 if no request is due.</returns>
    public int Poll(long now, Span<ushort> missing)
    {
        while (_waiting > 0 && FirstWaiting() is var first && now - _cameAt[first % Size] >= Patience)
        {
            GivenUp += SequenceNumbers.Distance(_next, first);
            _next = first;
            DeliverWaiting(now);
        }

        if (_waiting == 0 || now < _askAt)
        {
            return 0;
        }

        _askAt = now + Pause;
        var count = 0;
        for (var sequence = _next;
             count < missing.Length && SequenceNumbers.Distance(sequence, _highest) > 0;
             sequence = SequenceNumbers.Add(sequence, 1))
        {
            if (_lengths[sequence % Size] == 0)
            {
                missing[count++] = sequence;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Drop();
        }
    }

    private void Keep(ushort sequence, ReadOnlySpan<byte> packet, long now)
    {
        if (packet.IsEmpty)
        {
            return; // Cannot happen: a packet has a header.
        }

        var place = sequence % Size;
        var copy = ArrayPool<byte>.Shared.Rent(packet.Length);
        packet.CopyTo(copy);
        (_packets[place], _lengths[place], _cameAt[place]) = (copy, packet.Length, now);
        if (_waiting++ == 0)
        {
            _askAt = now;
        }
    }

    private void DeliverWaiting(long now)
    {
        if (_waiting == 0)
        {
            return;
        }

        while (_waiting > 0 && _lengths[_next % Size] is > 0 and var length)
        {
            var place = _next % Size;
            var packet = _packets[place]!;
            (_packets[place], _lengths[place]) = (null, 0);
            _waiting--;
            _next = SequenceNumbers.Add(_next, 1);
            _deliver(packet.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(packet);
        }

        _askAt = now; // The packets still held wait for another gap.
    }

    /// <summary>The first held packet after the gap. Its own age counts, so that several gaps do not add up.</summary>
    private ushort FirstWaiting()
    {
        var sequence = _next;
        while (_lengths[sequence % Size] == 0)
        {
            sequence = SequenceNumbers.Add(sequence, 1);
        }

        return sequence;
    }

    private void Restart(ushort sequence)
    {
        Drop();
        (_next, _highest) = (sequence, sequence);
    }

    private void Drop()
    {
        for (var place = 0; place < Size && _waiting > 0; place++)
        {
            if (_packets[place] is { } packet)
            {
                ArrayPool<byte>.Shared.Return(packet);
                (_packets[place], _lengths[place]) = (null, 0);
                _waiting--;
            }
        }
    }
}
