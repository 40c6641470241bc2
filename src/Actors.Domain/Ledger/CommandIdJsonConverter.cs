using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Ledger;

/// <summary>
/// Writes the identity of a command as 16 lower-case hexadecimal digits: as a number it would not fit everywhere.
/// </summary>
public sealed class CommandIdJsonConverter : JsonConverter<CommandId>
{
    private const int Digits = 16;

    /// <inheritdoc/>
    public override CommandId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: Digits } text
            && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : throw new JsonException("Not the identity of a command.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CommandId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value.ToString("x16", CultureInfo.InvariantCulture));
}
