namespace Actors.WebRtc.Sessions;

/// <summary>The time limits of a call. Times are milliseconds of a monotonic clock.</summary>
internal sealed class SessionDeadlines(CallEndpointOptions options, long answeredAt)
{
    private long? _connectedAt;

    /// <summary>Records that the call is connected.</summary>
    /// <returns>The setup time.</returns>
    public long Connected(long now)
    {
        _connectedAt = now;
        return now - answeredAt;
    }

    /// <summary>The limit that the call has passed; null if there is none.</summary>
    /// <param name="state">The state of the call.</param>
    /// <param name="lastPacketAt">When the last video packet came; null if none came.</param>
    /// <param name="now">The time.</param>
    public SessionEnd? Passed(SessionState state, long? lastPacketAt, long now)
    {
        if (state != SessionState.Connected)
        {
            return HasPassed(answeredAt, options.SetupTimeout, now) ? SessionEnd.SetupTimeout : null;
        }

        return HasPassed(answeredAt, options.TotalTimeout, now) ? SessionEnd.TotalTimeout
            : HasPassed(lastPacketAt ?? _connectedAt ?? answeredAt, options.IdleTimeout, now) ? SessionEnd.Idle
            : null;
    }

    private static bool HasPassed(long since, TimeSpan limit, long now) => now - since >= limit.TotalMilliseconds;
}

/// <summary>A monotonic clock in milliseconds.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    /// <summary>Milliseconds since the clock was created.</summary>
    public long Now => (long)time.GetElapsedTime(_origin).TotalMilliseconds;
}
