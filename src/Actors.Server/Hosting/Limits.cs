namespace Actors.Server.Hosting;

/// <summary>Bounds of a server among others.</summary>
internal static class Limits
{
    /// <summary>
    /// How long a call to a grain waits for its answer in a cluster, by the wall clock. The grain may be on a silo that hangs:
    /// the hub repeats the command, under the same identity, until another silo has taken the grain over.
    /// </summary>
    public static readonly TimeSpan ClusterResponseTimeout = TimeSpan.FromSeconds(4);

    /// <summary>How long a process that may not write any more takes to end by itself, by the wall clock.</summary>
    public static readonly TimeSpan FencedStop = TimeSpan.FromSeconds(3);
}
