using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Notifications.Texts;

/// <summary>Writes arguments as one object.</summary>
public sealed class TextArgumentsJsonConverter : JsonConverter<TextArguments>
{
    private static readonly TextArgumentJsonConverter Values = new();

    /// <inheritdoc/>
    public override TextArguments Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Arguments are an object.");
        }

        var arguments = new List<(string Name, TextArgument Value)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && arguments.Count < Limits.TextArguments)
        {
            var name = reader.GetString()!;
            reader.Read();
            arguments.Add((name, Values.Read(ref reader, typeof(TextArgument), options)));
        }

        var distinct = arguments.DistinctBy(argument => argument.Name).Count();
        if (reader.TokenType != JsonTokenType.EndObject || distinct < arguments.Count)
        {
            throw new JsonException($"A name is given twice, or there are more than {Limits.TextArguments}.");
        }

        return TextArguments.Of([.. arguments]);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TextArguments value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach (var (name, argument) in value.All)
        {
            writer.WritePropertyName(name);
            Values.Write(writer, argument, options);
        }

        writer.WriteEndObject();
    }
}
