using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

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

/// <summary>The form of personal data inside a sealed value. An exception never quotes what it read.</summary>
public static partial class SealedContents
{
    /// <summary>The length of a place.</summary>
    public const int PlaceBytes = 28;

    private const byte PlaceVersion = 1;

    /// <summary>
    /// Writes a place: version, a zero, the number of fixes (16 bits), then latitude, longitude and weight (doubles). Numbers are
    /// little endian.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="destination"><see cref="PlaceBytes"/> bytes.</param>
    public static void WritePlace(Place place, Span<byte> destination)
    {
        destination[0] = PlaceVersion;
        destination[1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], checked((ushort)place.Fixes));
        BinaryPrimitives.WriteDoubleLittleEndian(destination[4..], place.Centre.Latitude);
        BinaryPrimitives.WriteDoubleLittleEndian(destination[12..], place.Centre.Longitude);
        BinaryPrimitives.WriteDoubleLittleEndian(destination[20..], place.Weight);
    }

    /// <summary>Reads what <see cref="WritePlace"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static Place ReadPlace(ReadOnlySpan<byte> source)
    {
        if (source.Length != PlaceBytes || source[0] != PlaceVersion)
        {
            throw new FormatException("Not a place.");
        }

        return new Place(
            new GeoPoint(
                BinaryPrimitives.ReadDoubleLittleEndian(source[4..]), BinaryPrimitives.ReadDoubleLittleEndian(source[12..])),
            BinaryPrimitives.ReadUInt16LittleEndian(source[2..]),
            BinaryPrimitives.ReadDoubleLittleEndian(source[20..]));
    }

    /// <summary>Writes the answers of a health report as JSON in UTF-8.</summary>
    public static byte[] WriteHealth(HealthAnswers answers) =>
        JsonSerializer.SerializeToUtf8Bytes(answers, HealthJson.Default.HealthAnswers);

    /// <summary>Reads what <see cref="WriteHealth"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static HealthAnswers ReadHealth(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, HealthJson.Default.HealthAnswers)
                ?? throw new FormatException("Not the answers of a health report.");
        }
        catch (JsonException)
        {
            // The exception of the parser would quote what it read.
            throw new FormatException("Not the answers of a health report.");
        }
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(HealthAnswers))]
    private sealed partial class HealthJson : JsonSerializerContext;
}
