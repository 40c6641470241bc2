using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain;

/// <summary>Writes a value as the text of its <see cref="object.ToString"/>; also as the name of a property.</summary>
/// <param name="tryParse">Reads that text.</param>
/// <param name="otherwise">What is said of a text that is something else.</param>
public abstract class TextJsonConverter<T>(TextJsonConverter<T>.TryParse tryParse, string otherwise) : JsonConverter<T>
    where T : notnull
{
    /// <summary>Reads a text; false when it is something else.</summary>
    public delegate bool TryParse(string? text, [MaybeNullWhen(false)] out T value);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        tryParse(reader.GetString(), out var value) ? value : throw new JsonException(otherwise);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString()!);
    }
}
