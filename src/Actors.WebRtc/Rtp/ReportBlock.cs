namespace Actors.WebRtc.Rtp;

/// <summary>A report block (RFC 3550, section 6.4.1).</summary>
/// <param name="Ssrc">The stream that it is about.</param>
/// <param name="FractionLost">Lost since the last report, of 256.</param>
/// <param name="CumulativeLost">Lost in all, 24 bits; negative when more came twice than were lost.</param>
/// <param name="HighestSequence">The highest number, with its cycles in the upper half.</param>
/// <param name="Jitter">In ticks of the clock.</param>
/// <param name="LastSenderReport">The middle of the time in the sender's last report; 0: there was none.</param>
/// <param name="DelaySinceLastSenderReport">How long ago it came, in 1/65,536 s.</param>
public readonly record struct ReportBlock(
    uint Ssrc, byte FractionLost, int CumulativeLost, uint HighestSequence, uint Jitter, uint LastSenderReport,
    uint DelaySinceLastSenderReport);
