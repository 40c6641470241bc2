using System.Collections.Immutable;
using Actors.Domain.Programmes;

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

/// <summary>
/// The checklist of today on the phone. It reveals nothing that is still planned, except the hours of the health
/// report.
/// </summary>
[GenerateSerializer, Immutable, Alias("stay-checklist")]
public sealed record Checklist
{
    /// <summary>Whether the person has checked in at the place of stay.</summary>
    [Id(0)]
    public required bool CheckedIn { get; init; }

    /// <summary>The location prompts of today that were answered, in time or late.</summary>
    [Id(1)]
    public required int LocationAnswered { get; init; }

    /// <summary>The location prompts of today that were issued and count.</summary>
    [Id(2)]
    public required int LocationDue { get; init; }

    /// <summary>The health report.</summary>
    [Id(3)]
    public required HealthItem Health { get; init; }

    /// <summary>From when the health report can be sent.</summary>
    [Id(4)]
    public required DateTimeOffset HealthFrom { get; init; }

    /// <summary>Until when the health report is in time.</summary>
    [Id(5)]
    public required DateTimeOffset HealthUntil { get; init; }

    /// <summary>Creates the checklist of the local date at <paramref name="now"/>.</summary>
    public static Checklist Of(bool checkedIn, DayTally today, HealthRules rules, ProgrammeZone zone, DateTimeOffset now)
    {
        var date = zone.DateAt(now);
        var from = zone.At(date, rules.PushAt);
        var until = zone.At(date, rules.DueBy);
        return new Checklist
        {
            CheckedIn = checkedIn,
            LocationAnswered = today.Answered + today.Late,
            LocationDue = today.Due - today.Excused,
            Health = today.Health switch
            {
                HealthState.Done => HealthItem.Done,
                HealthState.Late => HealthItem.Late,
                HealthState.Missed or HealthState.Excused => HealthItem.Overdue,
                HealthState.Due when now >= until => HealthItem.Overdue,
                HealthState.Due => HealthItem.Open,
                HealthState.None when now < from => HealthItem.NotYet,
                HealthState.None or _ => HealthItem.NotAsked,
            },
            HealthFrom = from,
            HealthUntil = until,
        };
    }
}

/// <summary>The health report in the checklist of today.</summary>
[GenerateSerializer, Alias("health-item")]
public enum HealthItem
{
    /// <summary>There is no health report today.</summary>
    NotAsked,

    /// <summary>The report can be sent later today.</summary>
    NotYet,

    /// <summary>The report can be sent in time.</summary>
    Open,

    /// <summary>The report was sent in time.</summary>
    Done,

    /// <summary>The report was not sent in time and can still be sent.</summary>
    Overdue,

    /// <summary>The report was sent late.</summary>
    Late,
}
