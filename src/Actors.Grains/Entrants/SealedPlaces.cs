using System.Collections.Immutable;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Formats;

namespace Actors.Grains.Entrants;

/// <summary>Opens the places of a stay for a moment, holds a fix against them, and seals what came of it.</summary>
internal static class SealedPlaces
{
    private const int MostPlaces = 4;

    /// <summary>A fix, sealed.</summary>
    public static Sealed Seal(IRecordKey key, Fix fix) =>
        key.SealPosition(fix.Latitude, fix.Longitude, fix.AccuracyMetres, SealPurpose.Position);

    /// <summary>What a fix says about the present place, and what the place learns from it.</summary>
    public static LocationEvidence Judge(
        IRecordKey key, ImmutableArray<Sealed> places, Fix fix, PresenceRules rules, DateTimeOffset answeredAt)
    {
        var position = Seal(key, fix);
        if (places.IsEmpty)
        {
            return new(position, null, fix.IsMock, null);
        }

        var place = Open(key, places[0]);
        var learnt = place.Learn(fix, rules);
        return new(
            position, Geofence.Judge(fix, place, rules, answeredAt), fix.IsMock, learnt == place ? null : Seal(key, learnt));
    }

    /// <summary>
    /// The places after a check-in, the present one first, and whether it is away from every one known before.
    /// </summary>
    public static (ImmutableArray<Sealed> Places, bool IsNew) CheckIn(
        IRecordKey key, ImmutableArray<Sealed> places, Fix fix, PresenceRules rules)
    {
        for (var index = 0; index < places.Length; index++)
        {
            var place = Open(key, places[index]);
            if (place.Centre.DistanceTo(fix.Point) <= rules.RadiusMetres + fix.AccuracyMetres)
            {
                return ([Seal(key, place.Learn(fix, rules)), .. places.RemoveAt(index)], false);
            }
        }

        return ([Seal(key, Place.At(fix)), .. places.Take(MostPlaces - 1)], !places.IsEmpty);
    }

    private static Place Open(IRecordKey key, Sealed place) => SealedContents.ReadPlace(key.Open(place, SealPurpose.Place));

    private static Sealed Seal(IRecordKey key, Place place)
    {
        Span<byte> bytes = stackalloc byte[SealedContents.PlaceBytes];
        SealedContents.WritePlace(place, bytes);
        return key.Seal(bytes, SealPurpose.Place);
    }
}
