namespace Actors.Server.Calls;

/// <summary>Bounds of calls in the server.</summary>
internal static class Limits
{
    /// <summary>How often it is tried to tell a grain what came of a call.</summary>
    public const int CallReports = 5;

    /// <summary>The pause after the first try, by the wall clock; after each further one it is longer by as much.</summary>
    public static readonly TimeSpan CallReportPause = TimeSpan.FromSeconds(1);

    /// <summary>How often a grain is told that pictures come: several times before it would miss it.</summary>
    public static readonly TimeSpan CallSign = TimeSpan.FromSeconds(10);
}
