using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Programmes;

/// <summary>Writes a version of a programme as text.</summary>
public sealed class ProgrammeVersionJsonConverter : JsonConverter<ProgrammeVersion>
{
    /// <inheritdoc/>
    public override ProgrammeVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ProgrammeVersion.TryParse(reader.GetString(), out var version)
            ? version
            : throw new JsonException("Not a version of a programme.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProgrammeVersion value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
