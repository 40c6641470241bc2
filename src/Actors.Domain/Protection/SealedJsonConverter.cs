using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Protection;

/// <summary>Writes a sealed value as base64url text, and the default value as null.</summary>
public sealed class SealedJsonConverter : JsonConverter<Sealed>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        try
        {
            return Sealed.FromBase64Url(reader.GetString()!);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException("Not a sealed value.", exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value.ToBase64Url());
        }
    }
}
