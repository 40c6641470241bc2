namespace Actors.Storage.Outages;

/// <summary>A sign that the server ran and could write.</summary>
/// <param name="At">The programme time.</param>
/// <param name="ByWall">The same moment on the wall clock.</param>
/// <param name="Interval">The time to the next sign, on the wall clock.</param>
internal sealed record SignOfLife(DateTimeOffset At, DateTimeOffset ByWall, TimeSpan Interval)
{
    private static readonly double Patience = Limits.LivenessGap / Limits.LivenessInterval;

    /// <summary>Whether, at a moment of the wall clock, the next sign is so late that it is an outage.</summary>
    public bool IsOverdue(DateTimeOffset wall) => wall - ByWall > Interval * Patience;
}

/// <summary>The stored last sign of life of a server.</summary>
/// <param name="ServerId">The id of the server.</param>
/// <param name="SeenAt">The programme time.</param>
/// <param name="IsStopped">Whether the server stopped in an orderly way.</param>
internal sealed record LivenessMark(string ServerId, DateTimeOffset SeenAt, bool IsStopped);
