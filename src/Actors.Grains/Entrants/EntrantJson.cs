using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants;
using Actors.Grains.Ledger;

namespace Actors.Grains.Entrants;

/// <summary>How entrants stand in storage.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Ledgered<EntrantState, EntrantEvent, EntrantEffect>))]
[JsonSerializable(typeof(EntrantEvent.StayStarted))]
[JsonSerializable(typeof(EntrantEvent.StayConfirmed))]
[JsonSerializable(typeof(EntrantEvent.StayEnded))]
[JsonSerializable(typeof(EntrantEvent.CompanionAdded))]
[JsonSerializable(typeof(EntrantEvent.CheckedIn))]
[JsonSerializable(typeof(EntrantEvent.DayPlanned))]
[JsonSerializable(typeof(EntrantEvent.PromptIssued))]
[JsonSerializable(typeof(EntrantEvent.SecondFixAsked))]
[JsonSerializable(typeof(EntrantEvent.PromptDelivered))]
[JsonSerializable(typeof(EntrantEvent.PromptOpened))]
[JsonSerializable(typeof(EntrantEvent.PromptReminded))]
[JsonSerializable(typeof(EntrantEvent.PromptExtended))]
[JsonSerializable(typeof(EntrantEvent.PromptClosed))]
[JsonSerializable(typeof(EntrantEvent.LocationReported))]
[JsonSerializable(typeof(EntrantEvent.HealthReported))]
[JsonSerializable(typeof(EntrantEvent.Seen))]
[JsonSerializable(typeof(EntrantEvent.SilenceExtended))]
[JsonSerializable(typeof(EntrantEvent.ContactLost))]
[JsonSerializable(typeof(EntrantEvent.NightOver))]
[JsonSerializable(typeof(EntrantEvent.PhoneChanged))]
[JsonSerializable(typeof(EntrantEvent.FollowUpOpened))]
[JsonSerializable(typeof(EntrantEvent.CallConcluded))]
[SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is stored; its code is generated.")]
public sealed partial class EntrantJson : JsonSerializerContext;
