namespace Actors.WebRtc.Rtp;

/// <summary>Reception statistics of one stream, for receiver reports (RFC 3550, sections 6.4.1, A.3 and A.8).</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class ReceiverStatistics
{
    private const int ClockRate = 90_000;
    private const int MaxLost = 0x7F_FFFF;
    private readonly ushort _first;
    private ushort _highest;
    private int _cycles;
    private long _received;
    private long _expectedBefore;
    private long _receivedBefore;
    private double _jitter;
    private uint _lastTransit;
    private bool _hasTransit;
    private uint _senderReport;
    private long _senderReportAt = -1;

    /// <summary>Starts before the first packet.</summary>
    /// <param name="ssrc">The SSRC of the stream.</param>
    /// <param name="sequence">The sequence number of the first packet, which is added next.</param>
    public ReceiverStatistics(uint ssrc, ushort sequence)
    {
        Ssrc = ssrc;
        _first = sequence;
        _highest = SequenceNumbers.Add(sequence, -1);
        _cycles = sequence == 0 ? -1 : 0;
    }

    /// <summary>The SSRC of the stream.</summary>
    public uint Ssrc { get; }

    /// <summary>Packets received, duplicates included.</summary>
    public long Received => _received;

    /// <summary>Packets expected.</summary>
    public long Expected => ((long)_cycles << 16) + _highest - _first + 1;

    /// <summary>Interarrival jitter in clock ticks.</summary>
    public uint Jitter => (uint)_jitter;

    /// <summary>Counts a packet.</summary>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="timestamp">The RTP timestamp.</param>
    /// <param name="now">The arrival time in milliseconds of a monotonic clock.</param>
    /// <returns>Whether no later packet came before.</returns>
    public bool Add(ushort sequence, uint timestamp, long now)
    {
        _received++;
        var isNewest = SequenceNumbers.Distance(_highest, sequence) > 0;
        if (isNewest)
        {
            if (sequence < _highest)
            {
                _cycles++;
            }

            _highest = sequence;
        }

        var transit = unchecked((uint)(now * (ClockRate / 1000)) - timestamp);
        if (_hasTransit)
        {
            var difference = Math.Abs((double)unchecked((int)(transit - _lastTransit)));
            _jitter += (difference - _jitter) / 16;
        }

        (_lastTransit, _hasTransit) = (transit, true);
        return isNewest;
    }

    /// <summary>Records a sender report, from which the sender can compute the round trip.</summary>
    /// <param name="ntp">The middle 32 bits of its NTP time.</param>
    /// <param name="now">The arrival time in milliseconds.</param>
    public void RecordSenderReport(uint ntp, long now) => (_senderReport, _senderReportAt) = (ntp, now);

    /// <summary>Makes a report block and starts the next interval.</summary>
    /// <param name="now">The time, in milliseconds.</param>
    public ReportBlock Report(long now)
    {
        var (expected, received) = (Expected - _expectedBefore, _received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (Expected, _received);
        var lost = expected - received;
        var delay = _senderReportAt < 0 ? 0 : Math.Max(0, now - _senderReportAt) * 65_536 / 1000;
        return new(
            Ssrc,
            (byte)(expected == 0 || lost <= 0 ? 0 : Math.Min(255, (lost << 8) / expected)),
            (int)Math.Clamp(Expected - _received, -MaxLost - 1, MaxLost),
            unchecked(((uint)_cycles << 16) | _highest),
            Jitter,
            _senderReportAt < 0 ? 0 : _senderReport,
            (uint)Math.Min(delay, uint.MaxValue));
    }
}
