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

    /// <summary>Holds the tallies of the days from day 0.</summary>
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
