using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Programmes;

/// <summary>Writes the name of a programme as text.</summary>
public sealed class ProgrammeIdJsonConverter : JsonConverter<ProgrammeId>
{
    /// <inheritdoc/>
    public override ProgrammeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ProgrammeId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a programme id.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProgrammeId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
