namespace Actors.Domain.Entrants.Presence;

/// <summary>A position as a phone measured it. It is personal data, so its text shows nothing.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="AccuracyMetres">The radius in metres of the circle in which the phone most probably is.</param>
/// <param name="TakenAt">When the fix was taken, by the clock of the phone.</param>
/// <param name="IsMock">Whether the phone marks the position as simulated. A hint, never a verdict.</param>
[GenerateSerializer, Immutable, Alias("fix")]
public readonly record struct Fix(
    [property: Id(0)] double Latitude,
    [property: Id(1)] double Longitude,
    [property: Id(2)] double AccuracyMetres,
    [property: Id(3)] DateTimeOffset TakenAt,
    [property: Id(4)] bool IsMock)
{
    /// <summary>The position without accuracy and time.</summary>
    public GeoPoint Point => new(Latitude, Longitude);

    /// <summary>Returns a fixed text.</summary>
    public override string ToString() => "fix";
}
