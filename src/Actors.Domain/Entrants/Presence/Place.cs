using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Presence;

/// <summary>
/// The place of stay, learnt from the first fixes and not from the typed address. It does not change once it is learnt,
/// and fixes beyond the radius are ignored, so a person cannot move it by walking.
/// </summary>
/// <param name="Centre">The best estimate of the centre so far.</param>
/// <param name="Fixes">The number of fixes from which it was learnt.</param>
/// <param name="Weight">The sum of the weights of these fixes.</param>
public readonly record struct Place(GeoPoint Centre, int Fixes, double Weight)
{
    /// <summary>The best accuracy that is believed. Phones often claim better than they can.</summary>
    private const double BestAccuracyMetres = 10;

    /// <summary>Starts a place at the fix of a check-in.</summary>
    public static Place At(Fix fix) => new(fix.Point, 1, WeightOf(fix));

    /// <summary>Whether the place was learnt from enough fixes.</summary>
    public bool IsLearnt(PresenceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Fixes >= rules.LearningFixes;
    }

    /// <summary>
    /// Learns from one more fix: the centre becomes the mean of all fixes, each weighted by the inverse square of its
    /// accuracy. Returns the same place if it is learnt already, or if the fix is too inaccurate or too far away.
    /// </summary>
    public Place Learn(Fix fix, PresenceRules rules)
    {
        if (IsLearnt(rules) || !FixRules.IsAccurate(fix, rules) || !(Centre.DistanceTo(fix.Point) <= rules.RadiusMetres))
        {
            return this;
        }

        var weight = WeightOf(fix);
        return new Place(Between(Centre, fix.Point, weight / (Weight + weight)), Fixes + 1, Weight + weight);
    }

    /// <summary>Returns a fixed text.</summary>
    public override string ToString() => "place";

    private static double WeightOf(Fix fix)
    {
        var accuracy = Math.Max(fix.AccuracyMetres, BestAccuracyMetres);
        return 1 / (accuracy * accuracy);
    }

    /// <summary>
    /// A point on the straight line between two points through the earth, projected to the surface. Correct at the date
    /// line and the poles.
    /// </summary>
    private static GeoPoint Between(GeoPoint from, GeoPoint to, double part)
    {
        var (x1, y1, z1) = Direction(from);
        var (x2, y2, z2) = Direction(to);
        var (x, y, z) = (x1 + (part * (x2 - x1)), y1 + (part * (y2 - y1)), z1 + (part * (z2 - z1)));
        return new GeoPoint(
            double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y)))), double.RadiansToDegrees(Math.Atan2(y, x)));
    }

    private static (double X, double Y, double Z) Direction(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }
}
