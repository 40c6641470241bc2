using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>Writes the number of a prompt as one number.</summary>
public sealed class PromptNumberJsonConverter : JsonConverter<PromptNumber>
{
    /// <inheritdoc/>
    public override PromptNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out var value)
            && PromptNumber.TryFrom(value, out var number)
            ? number
            : throw new JsonException("Not the number of a prompt.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PromptNumber value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value.Value);
    }
}
