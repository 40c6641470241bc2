using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Registration;
using Actors.Grains.Ledger;

namespace Actors.Grains.Formats;

/// <summary>How registrations stand in storage. They are written rarely, so names are those of the code.</summary>
public static partial class RegistrationFormat
{
    private static readonly StoredShape[] Shapes =
    [
        new StoredShape(typeof(RegistrationState)).KeepOthers(),
        new StoredShape(typeof(RegistrationEffect))
            .Kind<RegistrationEffect.Match>("m")
            .Kind<RegistrationEffect.ConfirmStay>("c")
            .Kind<RegistrationEffect.StopDuties>("d")
            .Kind<RegistrationEffect.ResumeDuties>("r")
            .Kind<RegistrationEffect.AskStaff>("s")
            .Kind<RegistrationEffect.MailCode>("e")
            .Kind<RegistrationEffect.SignOut>("o")
            .Kind<RegistrationEffect.AnswerTakeover>("a")
            .Kind<RegistrationEffect.WithdrawTakeover>("w")
            .Kind<RegistrationEffect.ShowNotice>("n")
            .Kind<RegistrationEffect.EndStay>("x"),
    ];

    /// <summary>The options by which registrations and all their events are stored.</summary>
    public static JsonSerializerOptions Json { get; } = StoredJson.OptionsFor(RegistrationJson.Default, Shapes);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Ledgered<RegistrationState, RegistrationEvent, RegistrationEffect>))]
    [JsonSerializable(typeof(RegistrationEvent.Submitted))]
    [JsonSerializable(typeof(RegistrationEvent.RequestSigned))]
    [JsonSerializable(typeof(RegistrationEvent.Corrected))]
    [JsonSerializable(typeof(RegistrationEvent.IdentityTaken))]
    [JsonSerializable(typeof(RegistrationEvent.TakeoverAsked))]
    [JsonSerializable(typeof(RegistrationEvent.TakeoverPostponed))]
    [JsonSerializable(typeof(RegistrationEvent.TakeoverDenied))]
    [JsonSerializable(typeof(RegistrationEvent.Moved))]
    [JsonSerializable(typeof(RegistrationEvent.Confirmed))]
    [JsonSerializable(typeof(RegistrationEvent.Upheld))]
    [JsonSerializable(typeof(RegistrationEvent.StayBegun))]
    [JsonSerializable(typeof(RegistrationEvent.StaffAsked))]
    [JsonSerializable(typeof(RegistrationEvent.CompanionAdded))]
    [JsonSerializable(typeof(RegistrationEvent.ModeChanged))]
    [JsonSerializable(typeof(RegistrationEvent.TakeoverRequested))]
    [JsonSerializable(typeof(RegistrationEvent.CodeMistyped))]
    [JsonSerializable(typeof(RegistrationEvent.TakeoverOverdue))]
    [JsonSerializable(typeof(RegistrationEvent.PhoneReplaced))]
    [JsonSerializable(typeof(RegistrationEvent.TakeoverRefused))]
    [JsonSerializable(typeof(RegistrationEvent.Closed))]
    [JsonSerializable(typeof(RegistrationEffect.Match))]
    [JsonSerializable(typeof(RegistrationEffect.ConfirmStay))]
    [JsonSerializable(typeof(RegistrationEffect.StopDuties))]
    [JsonSerializable(typeof(RegistrationEffect.ResumeDuties))]
    [JsonSerializable(typeof(RegistrationEffect.AskStaff))]
    [JsonSerializable(typeof(RegistrationEffect.MailCode))]
    [JsonSerializable(typeof(RegistrationEffect.SignOut))]
    [JsonSerializable(typeof(RegistrationEffect.AnswerTakeover))]
    [JsonSerializable(typeof(RegistrationEffect.WithdrawTakeover))]
    [JsonSerializable(typeof(RegistrationEffect.ShowNotice))]
    [JsonSerializable(typeof(RegistrationEffect.EndStay))]
    [SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is stored; its code is generated.")]
    private sealed partial class RegistrationJson : JsonSerializerContext;
}
