namespace Actors.Domain.Entrants.Calls;

/// <summary>What the position taken in a call says (SPEC V4). The numbers are stored.</summary>
[GenerateSerializer, Alias("place-outcome")]
public enum PlaceOutcome
{
    /// <summary>At the place of stay.</summary>
    Inside = 0,

    /// <summary>It does not tell: a second fix is asked for as after any other report.</summary>
    Uncertain = 1,

    /// <summary>Elsewhere: a second fix is asked for as after any other report.</summary>
    Outside = 2,

    /// <summary>There is no position: location is off, or the phone has none. A person calls.</summary>
    Unknown = 3,

    /// <summary>No place of stay is known yet that it could be compared with.</summary>
    NoPlace = 4,
}
