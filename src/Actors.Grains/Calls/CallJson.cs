using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Actors.Domain.Calls;
using Actors.Grains.Ledger;

namespace Actors.Grains.Calls;

/// <summary>How calls stand in storage.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Ledgered<CallSchedule, CallEvent, CallEffect>))]
[JsonSerializable(typeof(CallEvent.StayFollowed))]
[JsonSerializable(typeof(CallEvent.DayPlanned))]
[JsonSerializable(typeof(CallEvent.Postponed))]
[JsonSerializable(typeof(CallEvent.Announced))]
[JsonSerializable(typeof(CallEvent.Rang))]
[JsonSerializable(typeof(CallEvent.Shown))]
[JsonSerializable(typeof(CallEvent.Unanswered))]
[JsonSerializable(typeof(CallEvent.Answered))]
[JsonSerializable(typeof(CallEvent.Kept))]
[JsonSerializable(typeof(CallEvent.FaceJudged))]
[JsonSerializable(typeof(CallEvent.PlaceJudged))]
[JsonSerializable(typeof(CallEvent.Interrupted))]
[JsonSerializable(typeof(CallEvent.Escalated))]
[JsonSerializable(typeof(CallEvent.Ended))]
[JsonSerializable(typeof(Ledgered<CallQueueState, CallQueueEvent, CallQueueEffect>))]
[JsonSerializable(typeof(CallQueueEvent.Entered))]
[JsonSerializable(typeof(CallQueueEvent.Left))]
[SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is stored; its code is generated.")]
public sealed partial class CallJson : JsonSerializerContext;
