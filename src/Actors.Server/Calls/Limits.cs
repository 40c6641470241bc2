namespace Actors.Server.Calls;

/// <summary>Limits of calls in the server. Times are of the wall clock.</summary>
internal static class Limits
{
    /// <summary>How often a report to a grain is tried.</summary>
    public const int MaxReportAttempts = 5;

    /// <summary>The pause after the first failed report; after the n-th it is n times as long.</summary>
    public static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long before the time of a person is up the check ends, so that the grain has its verdict when the phone shows 0.
    /// </summary>
    public static readonly TimeSpan VerdictMargin = TimeSpan.FromSeconds(2);

    /// <summary>How often a grain is told that media flow: several times before the grain would miss it.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);
}
