namespace Actors.Domain;

/// <summary>
/// Limits that several folders or other projects share. Numbers that a programme may set stand in the programme
/// instead.
/// </summary>
public static class Limits
{
    /// <summary>
    /// The number of partitions of the due index. Each has one sweeper, so this also limits the sweepers that run at
    /// once.
    /// </summary>
    public const int DuePartitions = 16;

    /// <summary>
    /// The maximum number of records that get their keys in one transaction. Keys that are not in memory wait while it
    /// runs.
    /// </summary>
    public const int RecordBatch = 1_000;

    /// <summary>
    /// The maximum number of people for whom one person answers. All of them take part in one family call.
    /// </summary>
    public const int Companions = 5;

    /// <summary>The maximum number of still pictures of one person in one call.</summary>
    public const int StillsPerCall = 4;

    /// <summary>The maximum size of a still picture in bytes. A key frame of 640 × 480 has about 25,000.</summary>
    public const int StillBytes = 262_144;

    /// <summary>
    /// The maximum number of people who wait for staff at once. Each change of the queue writes all of them.
    /// </summary>
    public const int WaitingCalls = 500;

    /// <summary>The highest index of a prompt within its day. The health report has index 0.</summary>
    public const int LastPromptIndex = 15;

    /// <summary>The highest number of a day in a stay.</summary>
    public const int LastStayDay = 31;

    /// <summary>Staff call a person after this many answers in a row that could not be used.</summary>
    public const int UnusableAnswersInRow = 3;

    /// <summary>The longest extension of a prompt in seconds. The stored form has 12 bits for it.</summary>
    public const int MaxPromptExtensionSeconds = 0xFFF;

    /// <summary>
    /// How long after the window of one day the next day is planned, at the latest. What is planned must lie later.
    /// </summary>
    public static readonly TimeSpan PlanningSpread = TimeSpan.FromHours(2);
}
