namespace Actors.WebRtc.Sessions;

/// <summary>
/// Notices a phone that sends far more than any camera does. Counts authentic packets only, so that strangers cannot end
/// a call. Averages over <see cref="SessionLimits.FloodWindowMs"/>: after a pause of the network much comes at once.
/// </summary>
/// <remarks>Times are milliseconds of a monotonic clock. Not thread-safe.</remarks>
internal sealed class FloodGuard(CallEndpointOptions options, long now)
{
    private const int MsPerSecond = 1_000;

    private long _since = now;
    private long _bits;
    private long _packets;
    private long _frames;

    /// <summary>Counts a packet.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="endsFrame">Whether a frame ends with it.</param>
    /// <param name="now">The time.</param>
    /// <returns>What the phone sends too much of; null if it sends as cameras do.</returns>
    public string? Add(int bytes, bool endsFrame, long now)
    {
        if (now - _since >= SessionLimits.FloodWindowMs)
        {
            (_since, _bits, _packets, _frames) = (now, 0, 0, 0);
        }

        _bits += 8L * bytes;
        _packets++;
        _frames += endsFrame ? 1 : 0;
        return IsBeyond(_bits, options.FloodBitsPerSecond) ? "bits"
            : IsBeyond(_packets, SessionLimits.FloodPacketsPerSecond) ? "packets"
            : IsBeyond(_frames, SessionLimits.FloodFramesPerSecond) ? "frames"
            : null;
    }

    private static bool IsBeyond(long count, long perSecond) =>
        count > perSecond * SessionLimits.FloodWindowMs / MsPerSecond;
}
