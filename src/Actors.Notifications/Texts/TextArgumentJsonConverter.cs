using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Notifications.Texts;

/// <summary>Writes an argument as <see cref="TextArgument"/> says.</summary>
public sealed class TextArgumentJsonConverter : JsonConverter<TextArgument>
{
    private const string DateForm = "yyyy-MM-dd";
    private const string TimeForm = "HH:mm";

    /// <inheritdoc/>
    public override TextArgument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject ? ReadMoment(ref reader)
        : reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= Limits.ArgumentLength } text ? text
        : reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) ? number
        : throw new JsonException("An argument is text, a number, a date or a time.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TextArgument value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.Value)
        {
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateOnly date:
                WriteMoment(writer, "date", date.ToString(DateForm, CultureInfo.InvariantCulture));
                break;
            case TimeOnly time:
                WriteMoment(writer, "time", time.ToString(TimeForm, CultureInfo.InvariantCulture));
                break;
            case var text:
                writer.WriteStringValue((string)text);
                break;
        }
    }

    private static void WriteMoment(Utf8JsonWriter writer, string kind, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(kind, text);
        writer.WriteEndObject();
    }

    private static TextArgument ReadMoment(ref Utf8JsonReader reader)
    {
        reader.Read();
        var kind = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            if (kind == "date" && DateOnly.TryParseExact(
                text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            if (kind == "time" && TimeOnly.TryParseExact(
                text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return time;
            }
        }

        throw new JsonException($"A date is {{\"date\":\"{DateForm}\"}}, a time {{\"time\":\"{TimeForm}\"}}.");
    }
}
