using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Health;

namespace Actors.Grains.Entrants;

/// <summary>The form of personal data inside a sealed value. An exception never quotes what it read.</summary>
public static partial class SealedContents
{
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
