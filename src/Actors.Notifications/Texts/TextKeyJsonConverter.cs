using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Notifications.Texts;

/// <summary>Writes a key as text.</summary>
public sealed class TextKeyJsonConverter : JsonConverter<TextKey>
{
    /// <inheritdoc/>
    public override TextKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TextKey.TryParse(reader.GetString(), out var key)
            ? key
            : throw new JsonException("Not the key of a text.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TextKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
