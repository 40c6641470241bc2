using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Programmes;

/// <summary>Writes a zone as its name.</summary>
public sealed class ProgrammeZoneJsonConverter : JsonConverter<ProgrammeZone>
{
    /// <inheritdoc/>
    public override ProgrammeZone Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ProgrammeZone.TryGet(reader.GetString(), out var zone) ? zone : throw new JsonException("Not an IANA time zone.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProgrammeZone value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Id);
    }
}
