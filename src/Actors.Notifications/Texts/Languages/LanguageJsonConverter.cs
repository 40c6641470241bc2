using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Notifications.Texts.Languages;

/// <summary>Writes a language as its tag.</summary>
public sealed class LanguageJsonConverter : JsonConverter<Language>
{
    /// <inheritdoc/>
    public override Language Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Language.TryParse(reader.GetString(), out var language)
            ? language
            : throw new JsonException("Not the tag of a language.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Language value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Tag);
    }
}
