using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;

namespace Actors.Grains.Formats;

/// <summary>Writes a value as the text of its <see cref="object.ToString"/>.</summary>
/// <param name="tryParse">Reads that text; false if it is something else.</param>
internal sealed class TextConverter<T>(TextConverter<T>.TryParse tryParse) : JsonConverter<T>
    where T : struct
{
    public delegate bool TryParse([NotNullWhen(true)] string? text, out T value);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        tryParse(reader.GetString(), out var value) ? value : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>
/// Writes a command id as 16 lower-case hexadecimal digits, because many readers lose bits of 64-bit numbers.
/// </summary>
internal sealed class CommandIdConverter : JsonConverter<CommandId>
{
    private const int Digits = 16;

    public override CommandId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: Digits } text
            && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : throw new JsonException("Not a command id.");

    public override void Write(Utf8JsonWriter writer, CommandId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value.ToString("x16", CultureInfo.InvariantCulture));
}

/// <summary>Writes a prompt number as one number: day × 16 + index.</summary>
internal sealed class PromptNumberConverter : JsonConverter<PromptNumber>
{
    public override PromptNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out var value)
            && PromptNumber.TryFrom(value, out var number)
            ? number
            : throw new JsonException("Not a prompt number.");

    public override void Write(Utf8JsonWriter writer, PromptNumber value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>Writes a sealed value as base64url text, and the default value as <c>null</c>.</summary>
internal sealed class SealedConverter : JsonConverter<Sealed>
{
    public override bool HandleNull => true;

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

    public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options)
    {
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

/// <summary>Writes a moment as whole seconds since 1970-01-01 UTC.</summary>
internal sealed class UnixSecondsConverter : JsonConverter<DateTimeOffset>
{
    public static readonly UnixSecondsConverter Instance = new();

    /// <summary>The same for a moment that may be <c>null</c>.</summary>
    public static readonly NullableConverter<DateTimeOffset> OrNull = new(Instance);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeSeconds());
}

/// <summary>Writes a value of an enumeration as its number.</summary>
internal sealed class NumberConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    public static readonly NumberConverter<TEnum> Instance = new();

    /// <summary>The same for a value that may be <c>null</c>.</summary>
    public static readonly NullableConverter<TEnum> OrNull = new(Instance);

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (TEnum)Enum.ToObject(typeof(TEnum), reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
}

/// <summary>Writes a value that may be <c>null</c> by the converter of its type.</summary>
internal sealed class NullableConverter<T>(JsonConverter<T> inner) : JsonConverter<T?>
    where T : struct
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : inner.Read(ref reader, typeof(T), options);

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        if (value is { } present)
        {
            inner.Write(writer, present, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>
/// Writes follow-ups by name. <see cref="FollowUps.PhoneProblem"/> has the name under which it was first stored.
/// </summary>
internal sealed class FollowUpsConverter : JsonConverter<FollowUps>
{
    private const string StoredPhoneProblem = "PhoneToMend";

    public override FollowUps Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Enum.TryParse<FollowUps>(
            reader.GetString()?.Replace(StoredPhoneProblem, nameof(FollowUps.PhoneProblem), StringComparison.Ordinal),
            out var value)
            ? value
            : throw new JsonException("Not follow-ups.");

    public override void Write(Utf8JsonWriter writer, FollowUps value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.ToString().Replace(nameof(FollowUps.PhoneProblem), StoredPhoneProblem, StringComparison.Ordinal));
}
