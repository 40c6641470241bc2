using System.Buffers.Binary;
using System.Collections.Immutable;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Presence;

/// <summary>Judges whether a person is at the place of stay (SPEC Q4), and learns where that place is.</summary>
/// <remarks>Places are kept sealed. They are opened here for a moment, and go no further in the clear.</remarks>
public static class Geofence
{
    /// <summary>The places of a stay that are remembered.</summary>
    public const int MaxPlaces = 4;

    /// <summary>Judges a fix against the present place, and lets the place learn from it.</summary>
    /// <param name="key">The key of the stay.</param>
    /// <param name="places">The known places of stay, the present one first; empty before one is known.</param>
    /// <param name="fix">The fix.</param>
    /// <param name="rules">The limits for radius, accuracy and age.</param>
    /// <param name="answeredAt">When the person answered, by the clock of the phone, which also dated the fix.</param>
    /// <param name="isPlacePending">
    /// Whether the person checked in with a fix that could not be used. Then this one says where, as a check-in does.
    /// </param>
    public static LocationEvidence Judge(
        IRecordKey key, ImmutableArray<Sealed> places, Fix fix, PresenceRules rules, DateTimeOffset answeredAt,
        bool isPlacePending)
    {
        var position = Seal(key, fix);
        if (!FixRules.IsUsable(fix, answeredAt, rules))
        {
            return new(position, PresenceVerdict.Unusable, fix.IsMock, null);
        }

        if (isPlacePending)
        {
            var (checkedIn, fit) = CheckIn(key, places, fix, rules, answeredAt);
            return new(position, null, fix.IsMock, checkedIn[0], fit == PlaceFit.New);
        }

        if (places.IsEmpty)
        {
            return new(position, null, fix.IsMock, null);
        }

        var place = Place.Open(key, places[0]);
        var learnt = place.Learn(fix, rules);
        return new(position, Judge(fix, place, rules, answeredAt), fix.IsMock, learnt == place ? null : learnt.Seal(key));
    }

    /// <summary>
    /// The places after a check-in, the present one first, and how the fix fits those that were known before. They stay as
    /// they are if the fix cannot be used.
    /// </summary>
    public static (ImmutableArray<Sealed> Places, PlaceFit Fit) CheckIn(
        IRecordKey key, ImmutableArray<Sealed> places, Fix fix, PresenceRules rules, DateTimeOffset answeredAt)
    {
        if (!FixRules.IsUsable(fix, answeredAt, rules))
        {
            return (places, PlaceFit.Unknown);
        }

        for (var index = 0; index < places.Length; index++)
        {
            var place = Place.Open(key, places[index]);
            if (place.Centre.DistanceTo(fix.Point) <= rules.RadiusMetres + fix.AccuracyMetres)
            {
                return ([place.Learn(fix, rules).Seal(key), .. places.RemoveAt(index)], PlaceFit.Known);
            }
        }

        return (
            [Place.At(fix).Seal(key), .. places.Take(MaxPlaces - 1)], places.IsEmpty ? PlaceFit.Known : PlaceFit.New);
    }

    /// <summary>Seals a fix under the key of the stay.</summary>
    public static Sealed Seal(IRecordKey key, Fix fix) =>
        key.SealPosition(fix.Latitude, fix.Longitude, fix.AccuracyMetres, SealPurpose.Position);

    /// <summary>Judges a fix. While the place is still being learnt, no fix is outside, only uncertain.</summary>
    public static PresenceVerdict Judge(Fix fix, Place place, PresenceRules rules, DateTimeOffset answeredAt)
    {
        if (!FixRules.IsUsable(fix, answeredAt, rules))
        {
            return PresenceVerdict.Unusable;
        }

        var distance = place.Centre.DistanceTo(fix.Point);
        if (distance + fix.AccuracyMetres <= rules.RadiusMetres)
        {
            return PresenceVerdict.Inside;
        }

        return distance - fix.AccuracyMetres > rules.RadiusMetres && place.IsLearnt(rules)
            ? PresenceVerdict.Outside
            : PresenceVerdict.Uncertain;
    }
}

/// <summary>The verdict on a fix (SPEC Q4). The numbers are stored.</summary>
[GenerateSerializer, Alias("presence-verdict")]
public enum PresenceVerdict
{
    /// <summary>The whole circle of the fix lies within the radius of the place.</summary>
    Inside = 0,

    /// <summary>The circle of the fix lies partly within the radius, or the place is not learnt yet.</summary>
    Uncertain = 1,

    /// <summary>The whole circle of the fix lies beyond the radius of the place.</summary>
    Outside = 2,

    /// <summary>The fix is too inaccurate or too old. It is kept.</summary>
    Unusable = 3,
}

/// <summary>A fix after it was judged and sealed.</summary>
/// <param name="Position">The fix, sealed under the key of the stay.</param>
/// <param name="Presence">The verdict on the fix; <c>null</c> if no place of stay is known.</param>
/// <param name="IsMock">Whether the phone marks the position as simulated.</param>
/// <param name="Place">
/// The current place after learning from this fix, sealed; <c>null</c> if it did not change.
/// </param>
/// <param name="IsNewPlace">Whether the fix says that the person checked in outside all known places.</param>
public sealed record LocationEvidence(
    Sealed Position, PresenceVerdict? Presence, bool IsMock, Sealed? Place, bool IsNewPlace = false);

/// <summary>How the fix of a check-in fits the places that were known.</summary>
public enum PlaceFit
{
    /// <summary>It is at one of them, or it is the first.</summary>
    Known,

    /// <summary>It is outside all of them.</summary>
    New,

    /// <summary>The fix cannot be used.</summary>
    Unknown,
}

/// <summary>Decides which fixes are accepted, and which of them are usable.</summary>
public static class FixRules
{
    /// <summary>Returns why a fix is no position on the earth; <c>null</c> if it is one.</summary>
    public static Refusal? Check(Fix fix) => fix switch
    {
        { Latitude: not (>= -90 and <= 90) } => new Refusal("latitude-out-of-range"),
        { Longitude: not (>= -180 and <= 180) } => new Refusal("longitude-out-of-range"),
        _ => null,
    };

    /// <summary>
    /// Whether a fix was accurate and fresh enough when the person answered; both times are of the phone's clock. An unusable
    /// fix is kept, and another one is asked for.
    /// </summary>
    public static bool IsUsable(Fix fix, DateTimeOffset answeredAt, PresenceRules rules)
    {
        var age = answeredAt - fix.TakenAt;
        return IsAccurate(fix, rules) && age <= rules.UnusableAfter && age >= -rules.FutureTolerance;
    }

    /// <summary>Whether a fix is accurate enough to be usable.</summary>
    /// <remarks>A negative accuracy is how some phones say that the position is invalid.</remarks>
    internal static bool IsAccurate(Fix fix, PresenceRules rules) =>
        fix.AccuracyMetres >= 0 && fix.AccuracyMetres <= rules.UnusableAboveMetres;
}

/// <summary>
/// The place of stay, learnt from the first fixes and not from the typed address. It does not change once it is learnt,
/// and fixes beyond the radius are ignored, so a person cannot move it by walking.
/// </summary>
/// <param name="Centre">The best estimate of the centre so far.</param>
/// <param name="Fixes">The number of fixes from which it was learnt.</param>
/// <param name="Weight">The sum of the weights of these fixes.</param>
public readonly record struct Place(GeoPoint Centre, int Fixes, double Weight)
{
    private const int StoredBytes = 28;
    private const byte StoredVersion = 1;

    /// <summary>The best accuracy that is believed. Phones often claim better than they can.</summary>
    private const double BestAccuracyMetres = 10;

    /// <summary>Starts a place at the fix of a check-in.</summary>
    public static Place At(Fix fix) => new(fix.Point, 1, WeightOf(fix));

    /// <summary>Whether the place was learnt from enough fixes.</summary>
    public bool IsLearnt(PresenceRules rules) => Fixes >= rules.LearningFixes;

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

    /// <summary>
    /// Seals the place: version, a zero, the number of fixes (16 bits), then latitude, longitude and weight (doubles), all little
    /// endian.
    /// </summary>
    public Sealed Seal(IRecordKey key)
    {
        Span<byte> stored = stackalloc byte[StoredBytes];
        stored[0] = StoredVersion;
        stored[1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(stored[2..], checked((ushort)Fixes));
        BinaryPrimitives.WriteDoubleLittleEndian(stored[4..], Centre.Latitude);
        BinaryPrimitives.WriteDoubleLittleEndian(stored[12..], Centre.Longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(stored[20..], Weight);
        return key.Seal(stored, SealPurpose.Place);
    }

    /// <summary>Opens what <see cref="Seal"/> sealed.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Place Open(IRecordKey key, Sealed place)
    {
        ReadOnlySpan<byte> stored = key.Open(place, SealPurpose.Place);
        if (stored.Length != StoredBytes || stored[0] != StoredVersion)
        {
            throw new FormatException("Not a place.");
        }

        return new Place(
            new GeoPoint(
                BinaryPrimitives.ReadDoubleLittleEndian(stored[4..]), BinaryPrimitives.ReadDoubleLittleEndian(stored[12..])),
            BinaryPrimitives.ReadUInt16LittleEndian(stored[2..]),
            BinaryPrimitives.ReadDoubleLittleEndian(stored[20..]));
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
