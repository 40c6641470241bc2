namespace Actors.Storage;

/// <summary>The limits of storage. What an operator may change stands in <c>StorageOptions</c>.</summary>
public static class Limits
{
    /// <summary>
    /// Rows in one transaction at most. More would gain nothing and make a refused batch dearer to take apart.
    /// </summary>
    public const int BatchRows = 1_000;

    /// <summary>Events in one transaction at most; one write may exceed it alone.</summary>
    public const int BatchEvents = 4_000;

    /// <summary>Changes that wait for a place in a transaction, over all lanes. When full, writers wait.</summary>
    public const int QueuedChanges = 16_384;

    /// <summary>
    /// Connections to PostgreSQL for all but the commits of grains, unless the connection string says otherwise. When
    /// they are taken, readers wait. A server admits 100 as it comes and makes a process for each.
    /// </summary>
    public const int PooledConnections = 24;

    /// <summary>Bytes of one encoded state or event. More is a mistake: hot state is to stay below 600 bytes.</summary>
    public const int PayloadBytes = 1_048_576;

    /// <summary>Corrupt rows that health remembers by name; all are counted.</summary>
    public const int RememberedCorruptRecords = 100;

    /// <summary>How long a writer waits for a place in a full queue before it is told that storage is busy.</summary>
    public static readonly TimeSpan QueueWait = TimeSpan.FromSeconds(10);

    /// <summary>How long a SQLite statement waits for another writer.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The first pause after a failed commit. It doubles up to <see cref="LongestPause"/>.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two attempts.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Time from sign of life to sign of life.</summary>
    public static readonly TimeSpan LivenessInterval = TimeSpan.FromSeconds(5);

    /// <summary>The same where programme time runs faster than real time: not below this.</summary>
    public static readonly TimeSpan ShortestLivenessInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the last sign of life of a server that stops may take.</summary>
    public static readonly TimeSpan LastSignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A longer silence between two signs of life of a running server is an outage. It shrinks with the interval.
    /// </summary>
    public static readonly TimeSpan LivenessGap = TimeSpan.FromSeconds(15);

    /// <summary>How far back outages are kept in memory: longer than any stay.</summary>
    public static readonly TimeSpan OutageMemory = TimeSpan.FromDays(20);

    /// <summary>Ledger rows that a read model takes in one transaction.</summary>
    public const int FeedRows = 1_000;

    /// <summary>How often read models look for new rows.</summary>
    public static readonly TimeSpan FeedInterval = TimeSpan.FromMilliseconds(250);
}
