namespace Actors.Domain.Programmes;

/// <summary>How days are counted and when the period ends (SPEC Q1).</summary>
public sealed record DayRules
{
    /// <summary>The number of the day of entry: 0 or 1.</summary>
    public required int EntryDay { get; init; }

    /// <summary>
    /// The number of the last day. Where the period ends after hours, it is the day on which it usually does.
    /// </summary>
    public required int LastDay { get; init; }

    /// <summary>
    /// Null: the period ends when the local day after the last one begins. Otherwise: so many hours after landing, whatever
    /// the clocks on the wall do meanwhile.
    /// </summary>
    public int? FreeAfterHours { get; init; }
}
