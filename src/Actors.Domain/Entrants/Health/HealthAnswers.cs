using System.Text.Json;

namespace Actors.Domain.Entrants.Health;

/// <summary>The answers of one health report. They never show themselves: they are personal data.</summary>
/// <param name="TemperatureCelsius">Body temperature; null when there is no thermometer.</param>
/// <param name="Symptoms">What was ticked.</param>
/// <param name="Note">What was written; null when nothing was.</param>
[GenerateSerializer, Immutable, Alias("health-answers")]
public sealed record HealthAnswers(
    [property: Id(0)] decimal? TemperatureCelsius, [property: Id(1)] Symptoms Symptoms, [property: Id(2)] string? Note)
{
    /// <summary>Reads what <see cref="ToUtf8"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static HealthAnswers FromUtf8(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, HealthJsonContext.Default.HealthAnswers)
                ?? throw new FormatException("Not the answers of a health report.");
        }
        catch (JsonException)
        {
            // The exception of the parser would quote what it read.
            throw new FormatException("Not the answers of a health report.");
        }
    }

    /// <summary>The form in which the answers are sealed: JSON.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, HealthJsonContext.Default.HealthAnswers);

    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => "health answers";
}
