using System.Buffers;

namespace Actors.WebRtc.Rtp;

/// <summary>
/// Puts the packets of one stream into order. A packet that comes in order goes straight through without being copied; one
/// that comes early waits until the gap before it is filled, or is given up. What is missing is asked for again.
/// </summary>
/// <remarks>Times are milliseconds of a monotonic clock. Not for several threads at once.</remarks>
public sealed class ReorderWindow : IDisposable
{
    /// <summary>Packets that may wait: a jump further than that begins anew.</summary>
    public const int Size = 256;

    /// <summary>How long a gap is waited for. A frame that is later is of no use: a new key frame is on its way.</summary>
    public const long Patience = 250;

    /// <summary>Between two requests for the same packets: a round trip and a little more.</summary>
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

    /// <summary>A window that has not seen a packet.</summary>
    /// <param name="deliver">Gets packets in order.</param>
    public ReorderWindow(PacketConsumer deliver) => _deliver = deliver;

    /// <summary>Gets a packet.</summary>
    /// <param name="packet">Only valid during the call.</param>
    public delegate void PacketConsumer(ReadOnlySpan<byte> packet);

    /// <summary>Packets that came twice, or too late.</summary>
    public long Late { get; private set; }

    /// <summary>Packets that never came.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Packets that wait for others.</summary>
    public int Waiting => _waiting;

    /// <summary>Takes a packet and delivers what is in order now.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="packet">The packet; it is copied when it has to wait.</param>
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
            StartAnew(sequence);
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

    /// <summary>Gives up what was waited for too long, and says what is to be asked for again.</summary>
    /// <param name="now">The time.</param>
    /// <param name="missing">Gets the missing numbers, the oldest first.</param>
    /// <returns>How many there are in <paramref name="missing"/>; 0: nothing is to be asked for now.</returns>
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
            return; // A packet has a header: this cannot be.
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

        _askAt = now; // Whatever waits now waits for another gap.
    }

    /// <summary>The first packet behind the gap. Its own time counts: many gaps do not wait one after another.</summary>
    private ushort FirstWaiting()
    {
        var sequence = _next;
        while (_lengths[sequence % Size] == 0)
        {
            sequence = SequenceNumbers.Add(sequence, 1);
        }

        return sequence;
    }

    private void StartAnew(ushort sequence)
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
