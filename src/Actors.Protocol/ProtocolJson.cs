using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Actors.Protocol.Messages;

namespace Actors.Protocol;

/// <summary>
/// The JSON form of messages: names in camel case, enumerations by name, times by ISO 8601, numbers as numbers. Unknown members
/// are ignored; required members must be present.
/// </summary>
[SuppressMessage(
    "Maintainability", "CA1506", Justification = "It names every message; the rest is generated.")]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = MaxDepth,
    Converters = [typeof(TimeWithOffset)])]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(TokenRenewal))]
[JsonSerializable(typeof(RenewedToken))]
[JsonSerializable(typeof(CheckIn))]
[JsonSerializable(typeof(LocationReport))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Opening))]
[JsonSerializable(typeof(Pong))]
[JsonSerializable(typeof(HomeRequest))]
[JsonSerializable(typeof(TimelineRequest))]
[JsonSerializable(typeof(TimelinePage))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(PromptMessage))]
[JsonSerializable(typeof(Home))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(Ping))]
[JsonSerializable(typeof(Resync))]
[JsonSerializable(typeof(Reconnect))]
[JsonSerializable(typeof(CallRequest))]
[JsonSerializable(typeof(CallReference))]
[JsonSerializable(typeof(CallOffer))]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(CallPlace))]
[JsonSerializable(typeof(VideoCall))]
[JsonSerializable(typeof(CallFeedback))]
[JsonSerializable(typeof(RegistrationForm))]
[JsonSerializable(typeof(RegistrationAnswer))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(DetailsUpheld))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(DetailsCorrection))]
[JsonSerializable(typeof(CompanionForm))]
[JsonSerializable(typeof(Arrival))]
[JsonSerializable(typeof(ModeChange))]
[JsonSerializable(typeof(TakeoverDecision))]
[JsonSerializable(typeof(TakeoverCode))]
[JsonSerializable(typeof(RegistrationStatus))]
[JsonSerializable(typeof(RegistrationScreens))]
[JsonSerializable(typeof(PushSubscription))]
[JsonSerializable(typeof(PushCancellation))]
[JsonSerializable(typeof(PushMessage))]
[JsonSerializable(typeof(PushReceipt))]
[JsonSerializable(typeof(PhoneTests))]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(InspectionCodeRequest))]
[JsonSerializable(typeof(CentreRequest))]
[JsonSerializable(typeof(CentreList))]
[JsonSerializable(typeof(InspectionCode))]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Maximum depth of nesting.</summary>
    public const int MaxDepth = 16;

    /// <summary>The options with which SignalR writes and reads messages.</summary>
    public static JsonSerializerOptions CreateOptions() => new(Default.Options) { TypeInfoResolver = Default };
}

/// <summary>Writes an enumeration by its names in camel case and refuses numbers.</summary>
public sealed class CamelCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>
/// Reads times of ISO 8601 that say their offset. Without one a time would be read in the zone of the server process.
/// </summary>
public sealed class TimeWithOffset : JsonConverter<DateTimeOffset>
{
    /// <summary>What is wrong with any other text.</summary>
    public const string Problem = "A time names its offset, such as 2026-03-02T17:04:11+09:00 or 2026-03-02T08:04:11Z.";

    private const int OffsetLength = 6;

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && HasOffset(ref reader)
            ? time
            : throw new JsonException(Problem);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static bool HasOffset(ref Utf8JsonReader reader)
    {
        var text = reader.GetString()!;
        return text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && (text[^1] is 'Z' or 'z' || (text.Length > OffsetLength && text[^OffsetLength] is '+' or '-'));
    }
}

/// <summary>Reads a text that is only for show: anything else, also a text that is not Unicode, is empty.</summary>
public sealed class LenientText : JsonConverter<string>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return "";
        }

        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}

/// <summary>Why the server refused a message, in a form that travels as text.</summary>
/// <param name="Code">One of <see cref="ErrorCode"/>, or a code of a newer server.</param>
/// <param name="Field">The path of the wrong member, such as <c>fix.latitude</c>; null if it is not one member.</param>
/// <param name="Message">For people: what is wrong and what to do about it.</param>
public sealed partial record ProtocolError(string Code, string? Field, string Message)
{
    private const string Marker = "HubException: ";

    /// <summary>
    /// Reads the form that <see cref="ToString"/> writes, with or without the prefix of SignalR. Returns false for any other
    /// text.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ProtocolError? error)
    {
        text ??= "";
        var start = text.IndexOf(Marker, StringComparison.Ordinal);
        var match = Form().Match(start < 0 ? text : text[(start + Marker.Length)..]);
        error = match.Success
            ? new(match.Groups["code"].Value, match.Groups["field"] is { Success: true, Value: var field } ? field : null,
                match.Groups["message"].Value)
            : null;
        return match.Success;
    }

    /// <summary>
    /// <c>code: message</c> or <c>code (field): message</c>. SignalR carries one text for an error, so all parts are in it.
    /// </summary>
    public override string ToString() => Field is null ? $"{Code}: {Message}" : $"{Code} ({Field}): {Message}";

    [GeneratedRegex(@"\A(?<code>[a-z]+(-[a-z]+)*)( \((?<field>[^()]*)\))?: (?<message>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}

/// <summary>
/// Versions of the protocol between phones and server. The version rises only when an older peer would misunderstand a
/// message. New members and new messages that a peer can ignore do not raise it.
/// </summary>
public static class ProtocolVersion
{
    /// <summary>The version that this assembly speaks.</summary>
    public const int Current = 1;

    /// <summary>The oldest version that a server of this version still understands.</summary>
    public const int Oldest = 1;

    /// <summary>Whether a server of this version understands a phone of the given version.</summary>
    public static bool IsUnderstood(int version) => version is >= Oldest and <= Current;
}
