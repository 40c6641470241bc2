using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain;

/// <summary>Writes a value as the base64 text of its bytes.</summary>
/// <param name="read">
/// Reads those bytes; throws <see cref="FormatException"/> when they are something else.
/// </param>
/// <param name="bytes">The bytes.</param>
/// <param name="otherwise">What is said of a text that is something else.</param>
public abstract class Base64JsonConverter<T>(
    Base64JsonConverter<T>.Reading read, Base64JsonConverter<T>.Writing bytes, string otherwise) : JsonConverter<T>
    where T : notnull
{
    /// <summary>Reads bytes.</summary>
    public delegate T Reading(ReadOnlySpan<byte> bytes);

    /// <summary>Gives bytes.</summary>
    public delegate ReadOnlySpan<byte> Writing(T value);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return read(reader.GetBytesFromBase64());
        }
        catch (FormatException exception)
        {
            throw new JsonException(otherwise, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBase64StringValue(bytes(value));
    }
}
