namespace Actors.WebRtc.Caller;

/// <summary>The time of day as RTCP writes it (RFC 3550, section 4).</summary>
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

    /// <summary>Its middle 32 bits: seconds in 16.16 fixed point.</summary>
    public static uint MiddleOf(DateTimeOffset time) => unchecked((uint)(Of(time) >> 16));
}
