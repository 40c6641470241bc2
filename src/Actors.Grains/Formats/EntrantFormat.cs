using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Grains.Ledger;

namespace Actors.Grains.Formats;

/// <summary>How entrants stand in storage. Names are short where they are written with every operation.</summary>
public static partial class EntrantFormat
{
    private static readonly StoredShape[] Shapes =
    [
        new StoredShape(typeof(EntrantState))
            .Name("s", nameof(EntrantState.Stay))
            .NameUnlessDefault("r", nameof(EntrantState.Receipts))
            .Name("a", nameof(EntrantState.Carer))
            .NameUnlessDefault("m", nameof(EntrantState.Companions))
            .Name("h", nameof(EntrantState.Phone)),
        new StoredShape(typeof(StayState))
            .Name("i", nameof(StayState.Id))
            .Name("v", nameof(StayState.Programme))
            .Name("l", nameof(StayState.LandedAt), UnixSecondsConverter.Instance)
            .Name("e", nameof(StayState.EndsAt), UnixSecondsConverter.Instance)
            .NameUnlessDefault("x", nameof(StayState.HasEnded))
            .NameUnlessDefault("o", nameof(StayState.IsConfirmed))
            .Name("c", nameof(StayState.CheckedInAt), UnixSecondsConverter.OrNull)
            .NameUnlessDefault("h", nameof(StayState.Places))
            .Name("d", nameof(StayState.PlannedDay))
            .NameUnlessDefault("k", nameof(StayState.LastIndex))
            .Name("n", nameof(StayState.PlanAt), UnixSecondsConverter.OrNull)
            .NameUnlessDefault("p", nameof(StayState.Prompts))
            .NameUnlessDefault("t", nameof(StayState.Tally))
            .Name("s", nameof(StayState.SeenAt), UnixSecondsConverter.Instance)
            .Name("w", nameof(StayState.SilenceAt), UnixSecondsConverter.OrNull)
            .NameUnlessDefault("z", nameof(StayState.Silence), NumberConverter<SilenceStep>.Instance)
            .Name("a", nameof(StayState.AskAt), UnixSecondsConverter.OrNull)
            .Name("y", nameof(StayState.SilenceSpans))
            .Name("q", nameof(StayState.RemindAfterMinutes))
            .NameUnlessDefault("b", nameof(StayState.LastCall))
            .NameUnlessDefault("f", nameof(StayState.FollowUps), NumberConverter<FollowUps>.Instance)
            .NameUnlessDefault("j", nameof(StayState.IsPlacePending))
            .NameUnlessDefault("u", nameof(StayState.UnusableLocations))
            .NameUnlessDefault("g", nameof(StayState.UnusableHealth))
            .Name("m", nameof(StayState.DisputedFrom), UnixSecondsConverter.OrNull)
            .Name("r", nameof(StayState.DisputedUntil), UnixSecondsConverter.OrNull),
        new StoredShape(typeof(PhoneState))
            .Name("v", nameof(PhoneState.AppVersion))
            .Name("f", nameof(PhoneState.Faults), NumberConverter<PhoneFaults>.Instance)
            .NameUnlessDefault("c", nameof(PhoneState.ClockAheadSeconds)),
        new StoredShape(typeof(SilenceSpans))
            .Name("u", nameof(SilenceSpans.UnreachableMinutes))
            .Name("s", nameof(SilenceSpans.SupervisorMinutes)),
        new StoredShape(typeof(EntrantEffect))
            .Kind<EntrantEffect.ShowPrompt>("p")
            .Kind<EntrantEffect.RemindOfPrompt>("r")
            .Kind<EntrantEffect.ShowHome>("h")
            .Kind<EntrantEffect.AskWhetherWell>("u")
            .Kind<EntrantEffect.UpdateDailyReminder>("d")
            .Kind<EntrantEffect.UpdateCallSchedule>("c")
            .Kind<EntrantEffect.ReportPlaceToCall>("t"),
        new StoredShape(typeof(EntrantEffect.ShowPrompt)).Name("n", nameof(EntrantEffect.ShowPrompt.Prompt)),
        new StoredShape(typeof(EntrantEffect.RemindOfPrompt)).Name("n", nameof(EntrantEffect.RemindOfPrompt.Prompt)),
        new StoredShape(typeof(EntrantEffect.ReportPlaceToCall))
            .Name("n", nameof(EntrantEffect.ReportPlaceToCall.Call))
            .Name("p", nameof(EntrantEffect.ReportPlaceToCall.Place)),
        new StoredShape(typeof(EntrantEvent.SecondFixAsked))
            .NameUnlessDefault("excuse", nameof(EntrantEvent.SecondFixAsked.Excuse)).KeepOthers(),
        new StoredShape(typeof(EntrantEvent.PromptClosed))
            .Name("fate", nameof(EntrantEvent.PromptClosed.Outcome)).KeepOthers(),
        new StoredShape(typeof(EntrantEvent.LocationReported))
            .Name("fate", nameof(EntrantEvent.LocationReported.Outcome))
            .NameUnlessDefault("f", nameof(EntrantEvent.LocationReported.Fingerprint)).KeepOthers(),
        new StoredShape(typeof(EntrantEvent.HealthReported))
            .Name("fate", nameof(EntrantEvent.HealthReported.Outcome))
            .NameUnlessDefault("f", nameof(EntrantEvent.HealthReported.Fingerprint)).KeepOthers(),
        new StoredShape(typeof(EntrantEvent.CheckedIn))
            .NameUnlessDefault("f", nameof(EntrantEvent.CheckedIn.Fingerprint)).KeepOthers(),
        new StoredShape(typeof(EntrantEvent.FollowUpOpened))
            .Name("followUp", nameof(EntrantEvent.FollowUpOpened.FollowUp), new FollowUpsConverter()).KeepOthers(),
    ];

    /// <summary>The options by which the state of an entrant and all its events are stored.</summary>
    public static JsonSerializerOptions Json { get; } = StoredJson.OptionsFor(EntrantJson.Default, Shapes);

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
    [JsonSerializable(typeof(EntrantEvent.AnswerFailed))]
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
    [JsonSerializable(typeof(EntrantEvent.PhoneDisputed))]
    [JsonSerializable(typeof(EntrantEvent.PhoneSettled))]
    [JsonSerializable(typeof(EntrantEvent.FollowUpOpened))]
    [JsonSerializable(typeof(EntrantEvent.CallConcluded))]
    [JsonSerializable(typeof(EntrantEffect.ShowPrompt))]
    [JsonSerializable(typeof(EntrantEffect.RemindOfPrompt))]
    [JsonSerializable(typeof(EntrantEffect.ShowHome))]
    [JsonSerializable(typeof(EntrantEffect.AskWhetherWell))]
    [JsonSerializable(typeof(EntrantEffect.UpdateDailyReminder))]
    [JsonSerializable(typeof(EntrantEffect.UpdateCallSchedule))]
    [JsonSerializable(typeof(EntrantEffect.ReportPlaceToCall))]
    [SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is stored; its code is generated.")]
    private sealed partial class EntrantJson : JsonSerializerContext;
}
