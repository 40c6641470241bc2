using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Prompts;

/// <summary>Writes prompts as one base64 text.</summary>
public sealed class PromptStatesJsonConverter : JsonConverter<PromptStates>
{
    /// <inheritdoc/>
    public override PromptStates Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return PromptStates.FromBytes(reader.GetBytesFromBase64());
        }
        catch (FormatException exception)
        {
            throw new JsonException("Not prompts of a stay.", exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PromptStates value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBase64StringValue(value.Bytes);
    }
}
