namespace Actors.Domain.Entrants.Presence;

/// <summary>A position as a phone measured it. It never shows itself: it is personal data.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="AccuracyMetres">The radius of the circle in which the phone most probably is.</param>
/// <param name="TakenAt">When, by the clock of the phone.</param>
/// <param name="IsMock">Whether the phone says that an app made it up. A hint, never a verdict.</param>
[GenerateSerializer, Immutable, Alias("fix")]
public readonly record struct Fix(
    [property: Id(0)] double Latitude,
    [property: Id(1)] double Longitude,
    [property: Id(2)] double AccuracyMetres,
    [property: Id(3)] DateTimeOffset TakenAt,
    [property: Id(4)] bool IsMock)
{
    /// <summary>The point without what is said about it.</summary>
    public GeoPoint Point => new(Latitude, Longitude);

    /// <summary>Says nothing about the place.</summary>
    public override string ToString() => "fix";
}
