using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Stays;

/// <summary>What the phone shows of today. Nothing that is still planned shows, except the hours of the health report.</summary>
[GenerateSerializer, Immutable, Alias("stay-checklist")]
public sealed record Checklist
{
    /// <summary>Whether the person has checked in at the place of stay.</summary>
    [Id(0)]
    public required bool CheckedIn { get; init; }

    /// <summary>Prompts for the location that were answered today, in time or late.</summary>
    [Id(1)]
    public required int LocationAnswered { get; init; }

    /// <summary>Prompts for the location that were issued today, those left out that do not count.</summary>
    [Id(2)]
    public required int LocationDue { get; init; }

    /// <summary>The health report.</summary>
    [Id(3)]
    public required HealthItem Health { get; init; }

    /// <summary>From when the health report can be given.</summary>
    [Id(4)]
    public required DateTimeOffset HealthFrom { get; init; }

    /// <summary>Until when the health report is in time.</summary>
    [Id(5)]
    public required DateTimeOffset HealthUntil { get; init; }

    /// <summary>The checklist of the local date at <paramref name="now"/>.</summary>
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
