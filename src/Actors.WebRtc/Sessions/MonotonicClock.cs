namespace Actors.WebRtc.Sessions;

/// <summary>Milliseconds of a monotonic clock, as everywhere near packets.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    /// <summary>The time.</summary>
    public long Now => (long)time.GetElapsedTime(_origin).TotalMilliseconds;
}
