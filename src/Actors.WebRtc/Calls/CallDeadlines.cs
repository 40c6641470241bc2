namespace Actors.WebRtc.Calls;

/// <summary>How long each part of a call may last. Times are milliseconds of a monotonic clock.</summary>
internal sealed class CallDeadlines(CallEndpointOptions options, long answeredAt)
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
    public CallLegEnd? Passed(CallLegState state, long? lastPacketAt, long now)
    {
        if (state != CallLegState.Connected)
        {
            return HasPassed(answeredAt, options.SetupTimeout, now) ? CallLegEnd.SetupTimeout : null;
        }

        return HasPassed(answeredAt, options.TotalTimeout, now) ? CallLegEnd.TotalTimeout
            : HasPassed(lastPacketAt ?? _connectedAt ?? answeredAt, options.IdleTimeout, now) ? CallLegEnd.Idle
            : null;
    }

    private static bool HasPassed(long since, TimeSpan limit, long now) => now - since >= limit.TotalMilliseconds;
}
