using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Protocol.Messages;

namespace Actors.Protocol;

/// <summary>
/// How messages look in JSON: names in camel case, enumerations by name, times by ISO 8601, numbers as numbers. Members that
/// a peer does not know are ignored; those that it must have may not be left out.
/// </summary>
[SuppressMessage(
    "Maintainability", "CA1506", Justification = "It names every message; the code is generated.")]
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
[JsonSerializable(typeof(CallRequest))]
[JsonSerializable(typeof(CallReference))]
[JsonSerializable(typeof(CallOffer))]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(CallPlace))]
[JsonSerializable(typeof(VideoCall))]
[JsonSerializable(typeof(CallFeedback))]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Levels of a message at most.</summary>
    public const int MaxDepth = 16;

    /// <summary>What SignalR is to write and read messages with.</summary>
    public static JsonSerializerOptions CreateOptions() => new(Default.Options) { TypeInfoResolver = Default };
}
