using System.Collections.Immutable;

namespace Actors.Domain.Entrants.Stays;

/// <summary>The progress of a stay on the phone: one square a day. It reveals nothing that is still planned.</summary>
[GenerateSerializer, Immutable, Alias("stay-progress")]
public sealed record Progress
{
    /// <summary>The number of the first day.</summary>
    [Id(0)]
    public required int FirstDay { get; init; }

    /// <summary>The status of each day, from the first to the last.</summary>
    [Id(1)]
    public required ImmutableArray<DayStatus> Days { get; init; }

    /// <summary>Creates the progress on a local date, which may be before or after the stay.</summary>
    public static Progress Of(StayPeriod period, StayTally tally, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(period);
        var days = ImmutableArray.CreateBuilder<DayStatus>(period.LastDay - period.FirstDay + 1);
        var number = period.NumberOf(today);
        for (var day = period.FirstDay; day <= period.LastDay; day++)
        {
            days.Add(day > number ? DayStatus.Ahead : day == number ? DayStatus.Today : StatusOf(tally[day]));
        }

        return new Progress { FirstDay = period.FirstDay, Days = days.MoveToImmutable() };
    }

    /// <inheritdoc/>
    public bool Equals(Progress? other) => other is not null && FirstDay == other.FirstDay && Days.SequenceEqual(other.Days);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FirstDay, Days.Length);

    private static DayStatus StatusOf(DayTally tally)
    {
        var done = tally.Answered + (tally.Health == HealthState.Done ? 1 : 0);
        var late = tally.Late + (tally.Health == HealthState.Late ? 1 : 0);
        var missed = tally.Missed + (tally.Health == HealthState.Missed ? 1 : 0);
        var pending = tally.Due - tally.Answered - tally.Late - tally.Missed - tally.Excused
            + (tally.Health == HealthState.Due ? 1 : 0);
        return (done, late, missed, Math.Max(pending, 0)) switch
        {
            (0, 0, 0, 0) => DayStatus.Excused,
            (_, 0, 0, 0) => DayStatus.Complete,
            (0, 0, _, 0) => DayStatus.Missed,
            _ => DayStatus.Partial,
        };
    }
}

/// <summary>The status of one day.</summary>
[GenerateSerializer, Alias("day-status")]
public enum DayStatus
{
    /// <summary>Everything that counts was answered in time.</summary>
    Complete,

    /// <summary>Something was answered late or missed, but not all was missed.</summary>
    Partial,

    /// <summary>Everything that counts was missed.</summary>
    Missed,

    /// <summary>Nothing counts on that day.</summary>
    Excused,

    /// <summary>The day is today.</summary>
    Today,

    /// <summary>The day is still to come.</summary>
    Ahead,
}
