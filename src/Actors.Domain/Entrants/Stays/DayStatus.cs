namespace Actors.Domain.Entrants.Stays;

/// <summary>What the square of one day shows.</summary>
[GenerateSerializer, Alias("day-status")]
public enum DayStatus
{
    /// <summary>Everything that counted was answered in time.</summary>
    Complete,

    /// <summary>Some of it was answered, or it was answered late.</summary>
    Partial,

    /// <summary>All that counted was missed.</summary>
    Missed,

    /// <summary>Nothing counted on that day.</summary>
    Excused,

    /// <summary>The day is running.</summary>
    Today,

    /// <summary>The day is still to come.</summary>
    Ahead,
}
