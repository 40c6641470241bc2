using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Welcome))]
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
