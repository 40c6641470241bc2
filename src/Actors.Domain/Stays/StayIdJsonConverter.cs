using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Stays;

/// <summary>Writes the id of a stay as text; also as the name of a property.</summary>
public sealed class StayIdJsonConverter : JsonConverter<StayId>
{
    /// <inheritdoc/>
    public override StayId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StayId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not the id of a stay.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StayId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc/>
    public override StayId ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, StayId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString());
    }
}
