namespace Actors.Domain.Entrants;

/// <summary>What an accepted command of a phone was taken for. Numbers are stored: they keep their meaning.</summary>
[GenerateSerializer]
[Alias("receipt")]
public enum Receipt : byte
{
    /// <summary>Nothing was accepted yet.</summary>
    None = 0,

    /// <summary>Checked in at a place that was known, or at the first one.</summary>
    CheckedIn = 1,

    /// <summary>Checked in away from every known place: accepted, and staff look at it.</summary>
    CheckedInAtNewPlace = 2,

    /// <summary>A location report in time, or one without a prompt.</summary>
    LocationReceived = 3,

    /// <summary>A location report after its time: kept and marked late.</summary>
    LocationReceivedLate = 4,

    /// <summary>A location report that leaves the place open: a second fix is asked for.</summary>
    SecondFixWanted = 5,

    /// <summary>A health report without complaints.</summary>
    HealthReceived = 6,

    /// <summary>A health report after its time: kept and marked late.</summary>
    HealthReceivedLate = 7,

    /// <summary>A health report with complaints: the health centre's contact is shown at once.</summary>
    SymptomsReceived = 8,
}
