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

/// <summary>A point on the earth. It can be personal data, so its text shows nothing.</summary>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>The mean radius of the earth in metres (IUGG).</summary>
    private const double EarthRadius = 6_371_008.8;

    /// <summary>
    /// The distance to another point in metres along the surface of a sphere (haversine). The earth is not a sphere;
    /// the error is up to 0.5 %.
    /// </summary>
    public double DistanceTo(GeoPoint other)
    {
        var north = Math.Sin(double.DegreesToRadians(other.Latitude - Latitude) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var square = (north * north)
            + (Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(square)));
    }

    /// <summary>Returns a fixed text.</summary>
    public override string ToString() => "point";
}
