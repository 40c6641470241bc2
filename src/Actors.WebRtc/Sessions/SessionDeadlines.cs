namespace Actors.WebRtc.Sessions;

/// <summary>How long each part of a call may last. Times are milliseconds of a monotonic clock.</summary>
internal sealed class SessionDeadlines(CallEndpointOptions options, long answeredAt)
{
    private long? _connectedAt;

    /// <summary>The call is connected.</summary>
    /// <returns>How long that took.</returns>
    public long Connected(long now)
    {
        _connectedAt = now;
        return now - answeredAt;
    }

    /// <summary>What ends the call now; none: nothing.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="lastPacketAt">When video came last.</param>
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
