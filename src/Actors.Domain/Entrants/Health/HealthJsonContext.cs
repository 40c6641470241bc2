using System.Text.Json.Serialization;

namespace Actors.Domain.Entrants.Health;

/// <summary>How answers are written before they are sealed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswers))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
