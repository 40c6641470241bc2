using System.Buffers.Binary;
using Actors.Domain.Programmes;

namespace Actors.Domain.Presence;

/// <summary>
/// The home point of a stay, learnt from the first fixes and not from the typed address. Once it is learnt it stays:
/// fixes beyond the radius do not move it.
/// </summary>
/// <param name="Centre">The best estimate so far.</param>
/// <param name="Fixes">How many fixes it was learnt from.</param>
/// <param name="Weight">The sum of their weights.</param>
public readonly record struct Place(GeoPoint Centre, int Fixes, double Weight)
{
    /// <summary>The length of the binary form.</summary>
    public const int ByteCount = 28;

    private const byte Format = 1;

    /// <summary>Phones claim better than they can; closer than this all weigh the same.</summary>
    private const double BestAccuracyMetres = 10;

    /// <summary>The place at which a person checks in.</summary>
    public static Place At(Fix fix) => new(fix.Point, 1, WeightOf(fix));

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static Place Read(ReadOnlySpan<byte> source)
    {
        if (source.Length != ByteCount || source[0] != Format)
        {
            throw new FormatException("Not a place.");
        }

        return new Place(
            new GeoPoint(
                BinaryPrimitives.ReadDoubleLittleEndian(source[4..]), BinaryPrimitives.ReadDoubleLittleEndian(source[12..])),
            BinaryPrimitives.ReadUInt16LittleEndian(source[2..]),
            BinaryPrimitives.ReadDoubleLittleEndian(source[20..]));
    }

    /// <summary>Whether enough fixes were learnt from.</summary>
    public bool IsLearnt(PresenceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Fixes >= rules.LearningFixes;
    }

    /// <summary>
    /// The place after one more fix: the mean, in which a fix weighs by the square of its accuracy. Unchanged when the place
    /// is learnt, or the fix is too inaccurate or too far away.
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

    /// <summary>Writes the binary form.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = Format;
        destination[1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], checked((ushort)Fixes));
        BinaryPrimitives.WriteDoubleLittleEndian(destination[4..], Centre.Latitude);
        BinaryPrimitives.WriteDoubleLittleEndian(destination[12..], Centre.Longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(destination[20..], Weight);
    }

    /// <summary>Says nothing about where it is.</summary>
    public override string ToString() => "place";

    private static double WeightOf(Fix fix)
    {
        var accuracy = Math.Max(fix.AccuracyMetres, BestAccuracyMetres);
        return 1 / (accuracy * accuracy);
    }

    /// <summary>A point on the straight line through the earth, raised to its surface: right at date line and poles.</summary>
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
