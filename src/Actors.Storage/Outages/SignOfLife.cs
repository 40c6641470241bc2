namespace Actors.Storage.Outages;

/// <summary>That the server was there and could write.</summary>
/// <param name="At">When, in programme time.</param>
/// <param name="ByWall">The same on the wall clock.</param>
/// <param name="Interval">When the next one is to follow, on the wall clock.</param>
internal sealed record SignOfLife(DateTimeOffset At, DateTimeOffset ByWall, TimeSpan Interval)
{
    private static readonly double Patience = Limits.LivenessGap / Limits.LivenessInterval;

    /// <summary>Whether at a moment of the wall clock the next one is missing for so long that it is an outage.</summary>
    public bool IsOverdue(DateTimeOffset wall) => wall - ByWall > Interval * Patience;
}

/// <summary>The last sign of life of a server.</summary>
/// <param name="ServerId">Which server.</param>
/// <param name="SeenAt">When.</param>
/// <param name="IsStopped">Whether it was its stop in good order.</param>
internal sealed record LivenessMark(string ServerId, DateTimeOffset SeenAt, bool IsStopped);
