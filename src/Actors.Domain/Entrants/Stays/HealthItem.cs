namespace Actors.Domain.Entrants.Stays;

/// <summary>What the checklist shows about the health report of today.</summary>
[GenerateSerializer, Alias("health-item")]
public enum HealthItem
{
    /// <summary>It is not asked for today.</summary>
    NotAsked,

    /// <summary>It will be asked for later today.</summary>
    NotYet,

    /// <summary>It can be given in time.</summary>
    Open,

    /// <summary>It was given in time.</summary>
    Done,

    /// <summary>It was not given in time and can still be given.</summary>
    Overdue,

    /// <summary>It was given late.</summary>
    Late,
}
