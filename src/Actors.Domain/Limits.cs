namespace Actors.Domain;

/// <summary>
/// Limits that other projects build on. Numbers that a programme may change are not here but in the programme.
/// </summary>
public static class Limits
{
    /// <summary>Parts of the due index. Every part has one sweeper, so this bounds how many sweep at once.</summary>
    public const int DuePartitions = 16;

    /// <summary>
    /// Records that get their keys in one transaction. While it runs, keys that are not in memory wait.
    /// </summary>
    public const int RecordBatch = 1_000;

    /// <summary>People for whom one person may answer: as many as a family call shows beside the carer.</summary>
    public const int Companions = 5;

    /// <summary>Still pictures that are kept of one person in one call.</summary>
    public const int StillsPerCall = 4;

    /// <summary>Bytes of one of them. A key frame of 640 × 480 has about 25,000.</summary>
    public const int StillBytes = 262_144;

    /// <summary>People who wait for staff at once. All of them are written with every change.</summary>
    public const int WaitingCalls = 500;

    /// <summary>The highest number of a prompt within its day. The health report is 0.</summary>
    public const int LastPromptIndex = 15;

    /// <summary>The highest number of a day of a stay that is counted.</summary>
    public const int LastStayDay = 31;

    /// <summary>The longest extension of a prompt that can be stored, in seconds: 12 bits.</summary>
    public const int MaxPromptExtensionSeconds = 0xFFF;
}
