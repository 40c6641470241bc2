namespace Actors.Domain.Presence;

/// <summary>A point on the earth. A person's position is personal data, so <c>ToString</c> does not show it.</summary>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>The mean radius of the earth (IUGG), metres.</summary>
    private const double EarthRadius = 6_371_008.8;

    /// <summary>
    /// The way to another point along the surface, metres, on a sphere (haversine). The earth is none: up to 0.5 % off.
    /// </summary>
    public double DistanceTo(GeoPoint other)
    {
        var north = Math.Sin(double.DegreesToRadians(other.Latitude - Latitude) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var square = (north * north)
            + (Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(square)));
    }

    /// <summary>Says nothing about the place.</summary>
    public override string ToString() => "point";
}
