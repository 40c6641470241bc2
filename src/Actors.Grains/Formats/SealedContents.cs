using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;

namespace Actors.Grains.Formats;

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
