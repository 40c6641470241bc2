namespace Actors.Domain.Entrants.Stays;

/// <summary>What became of the health report of a day. The numbers are stored.</summary>
[GenerateSerializer, Alias("health-state")]
public enum HealthState : byte
{
    /// <summary>It was not asked for.</summary>
    None = 0,

    /// <summary>It was asked for.</summary>
    Due = 1,

    /// <summary>It was given in time.</summary>
    Done = 2,

    /// <summary>It was given late.</summary>
    Late = 3,

    /// <summary>It was asked for, with proof, and not given.</summary>
    Missed = 4,

    /// <summary>It was not given, and that does not count.</summary>
    Excused = 5,
}
