using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Stays;

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
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
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
