using System.Collections.Immutable;

namespace Actors.Domain.Entrants.Stays;

/// <summary>The tallies of a stay, day by day, up to the last day on which anything happened.</summary>
public readonly struct StayTally : IEquatable<StayTally>
{
    private readonly ImmutableArray<DayTally> _days;

    private StayTally(ImmutableArray<DayTally> days) => _days = days;

    /// <summary>The days from day 0 to the last one on which anything happened.</summary>
    public ImmutableArray<DayTally> Days => _days.IsDefault ? [] : _days;

    /// <summary>The tally of a day; empty for a day on which nothing happened.</summary>
    public DayTally this[int day] => day >= 0 && day < Days.Length ? Days[day] : default;

    /// <summary>Creates the tally from the days from day 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are days after <see cref="Limits.LastStayDay"/>.</exception>
    public static StayTally Of(ReadOnlySpan<DayTally> days)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days.Length, Limits.LastStayDay + 1);
        days = days[..(days.LastIndexOfAnyExcept(default(DayTally)) + 1)];
        return days.IsEmpty ? default : new([.. days]);
    }

    /// <summary>Replaces the tally of one day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The day is below 0 or above <see cref="Limits.LastStayDay"/>.
    /// </exception>
    public StayTally With(int day, DayTally tally)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, Limits.LastStayDay);
        Span<DayTally> days = stackalloc DayTally[Limits.LastStayDay + 1];
        Days.CopyTo(days);
        days[day] = tally;
        return Of(days);
    }

    /// <inheritdoc/>
    public bool Equals(StayTally other) => Days.SequenceEqual(other.Days);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StayTally other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Days.IsEmpty ? 0 : HashCode.Combine(Days.Length, Days[^1]);

    public static bool operator ==(StayTally left, StayTally right) => left.Equals(right);

    public static bool operator !=(StayTally left, StayTally right) => !left.Equals(right);
}

/// <summary>
/// What was asked on one day and what came of it. Each count is at most <see cref="Limits.LastPromptIndex"/>, because a
/// day has no more numbers for prompts.
/// </summary>
public readonly record struct DayTally
{
    /// <summary>Location prompts that were issued, second fixes included.</summary>
    public byte Due { get; init; }

    /// <summary>Location prompts that were answered in time.</summary>
    public byte Answered { get; init; }

    /// <summary>Location prompts that were answered late.</summary>
    public byte Late { get; init; }

    /// <summary>Location prompts that were missed.</summary>
    public byte Missed { get; init; }

    /// <summary>Location prompts that do not count.</summary>
    public byte Excused { get; init; }

    /// <summary>The health report.</summary>
    public HealthState Health { get; init; }

    /// <summary>Whether nothing was asked and nothing came.</summary>
    public bool IsEmpty => this == default;
}

/// <summary>The health report of a day. The numbers are stored.</summary>
[GenerateSerializer, Alias("health-state")]
public enum HealthState : byte
{
    /// <summary>The report was not asked for.</summary>
    None = 0,

    /// <summary>The report was asked for.</summary>
    Due = 1,

    /// <summary>The report was sent in time.</summary>
    Done = 2,

    /// <summary>The report was sent late.</summary>
    Late = 3,

    /// <summary>The report was not sent, although delivery of the prompt is proved.</summary>
    Missed = 4,

    /// <summary>The report was not sent, and that does not count.</summary>
    Excused = 5,
}
