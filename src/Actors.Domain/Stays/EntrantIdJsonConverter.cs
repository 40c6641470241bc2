using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Stays;

/// <summary>Writes the id of an entrant as text; also as the name of a property.</summary>
public sealed class EntrantIdJsonConverter : JsonConverter<EntrantId>
{
    /// <inheritdoc/>
    public override EntrantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntrantId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not the id of an entrant.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EntrantId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc/>
    public override EntrantId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, EntrantId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString());
    }
}
