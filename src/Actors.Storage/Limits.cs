namespace Actors.Storage;

/// <summary>The limits of storage. <c>StorageOptions</c> has what an operator may change.</summary>
public static class Limits
{
    /// <summary>
    /// The largest number of rows in one transaction. More gains nothing and makes it dearer to split a rejected batch.
    /// </summary>
    public const int BatchRows = 1_000;

    /// <summary>The largest number of events in one transaction. A single write may exceed it.</summary>
    public const int BatchEvents = 4_000;

    /// <summary>The largest number of changes queued over all lanes. When the queue is full, writers wait.</summary>
    public const int QueuedChanges = 16_384;

    /// <summary>
    /// Pooled connections to PostgreSQL for everything except the commits of grains, unless the connection string sets
    /// another number. When all are in use, readers wait. PostgreSQL allows 100 by default, with a process for each.
    /// </summary>
    public const int PooledConnections = 24;

    /// <summary>The largest encoded state or event, in bytes. Hot states should stay below 600 bytes.</summary>
    public const int PayloadBytes = 1_048_576;

    /// <summary>Corrupt rows that health lists by name. The metric counts all of them.</summary>
    public const int RememberedCorruptRecords = 100;

    /// <summary>How long a writer waits for room in a full queue before <c>StorageBusyException</c>.</summary>
    public static readonly TimeSpan QueueWait = TimeSpan.FromSeconds(10);

    /// <summary>How long a SQLite statement waits for another writer.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The first pause after a failed commit. It doubles up to <see cref="LongestPause"/>.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two attempts.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Time between two signs of life.</summary>
    public static readonly TimeSpan LivenessInterval = TimeSpan.FromSeconds(5);

    /// <summary>The interval between signs of life while programme time can run faster than real time.</summary>
    public static readonly TimeSpan ShortestLivenessInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a stopping server may take to store its last sign of life.</summary>
    public static readonly TimeSpan LastSignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A longer gap between two signs of life of a running server is an outage, in real time. On a scaled clock it shrinks
    /// with the speed, down to <see cref="ShortestOutage"/>.
    /// </summary>
    public static readonly TimeSpan LivenessGap = TimeSpan.FromSeconds(15);

    /// <summary>
    /// No shorter stall of a running server is an outage, in real time and at any speed of the programme clock: a busy
    /// machine or a garbage collection takes as long.
    /// </summary>
    public static readonly TimeSpan ShortestOutage = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Larger steps of the wall clock are not followed while a server runs. NTP makes smaller ones, and so does a virtual machine
    /// that was moved.
    /// </summary>
    public static readonly TimeSpan LargestClockStep = TimeSpan.FromMinutes(1);

    /// <summary>How often the mark outside the database is flushed to disk, at most.</summary>
    public static readonly TimeSpan MarkInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long outages stay in memory: longer than any stay.</summary>
    public static readonly TimeSpan OutageMemory = TimeSpan.FromDays(20);

    /// <summary>Ledger rows that a read model applies in one transaction.</summary>
    public const int FeedRows = 1_000;

    /// <summary>How often read models look for new rows.</summary>
    public static readonly TimeSpan FeedInterval = TimeSpan.FromMilliseconds(250);
}
