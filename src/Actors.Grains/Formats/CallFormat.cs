using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Grains.Ledger;

namespace Actors.Grains.Formats;

/// <summary>
/// How calls and the queue for staff stand in storage. Names are short where they are written with every operation.
/// </summary>
public static partial class CallFormat
{
    private static readonly StoredShape[] Shapes =
    [
        new StoredShape(typeof(CallSchedule))
            .Name("s", nameof(CallSchedule.Subject))
            .NameUnlessDefault("d", nameof(CallSchedule.PlannedDay))
            .Name("n", nameof(CallSchedule.PlanAt), UnixSecondsConverter.OrNull)
            .NameUnlessDefault("p", nameof(CallSchedule.Planned))
            .NameUnlessDefault("b", nameof(CallSchedule.NoticeSeconds))
            .Name("c", nameof(CallSchedule.Call))
            .Name("l", nameof(CallSchedule.Last)),
        new StoredShape(typeof(CallState))
            .Name("n", nameof(CallState.Number))
            .NameUnlessDefault("c", nameof(CallState.Cause), NumberConverter<CallCause>.Instance)
            .NameUnlessDefault("g", nameof(CallState.Stage), NumberConverter<CallStage>.Instance)
            .Name("s", nameof(CallState.Since), UnixSecondsConverter.Instance)
            .Name("d", nameof(CallState.DueAt), UnixSecondsConverter.Instance)
            .Name("u", nameof(CallState.Until), UnixSecondsConverter.Instance)
            .Name("l", nameof(CallState.Deadline), UnixSecondsConverter.OrNull)
            .NameUnlessDefault("a", nameof(CallState.Unanswered))
            .NameUnlessDefault("b", nameof(CallState.BrokenOff))
            .NameUnlessDefault("i", nameof(CallState.WasInterrupted))
            .NameUnlessDefault("w", nameof(CallState.WasShown))
            .NameUnlessDefault("h", nameof(CallState.WasHidden))
            .Name("r", nameof(CallState.Reason), NumberConverter<CallReason>.OrNull)
            .Name("p", nameof(CallState.Place), NumberConverter<PlaceOutcome>.OrNull)
            .Name("m", nameof(CallState.Persons)),
        new StoredShape(typeof(LastCall))
            .Name("n", nameof(LastCall.Number))
            .Name("t", nameof(LastCall.At), UnixSecondsConverter.Instance)
            .Name("o", nameof(LastCall.Outcome), NumberConverter<CallOutcome>.Instance)
            .Name("p", nameof(LastCall.Place), NumberConverter<PlaceOutcome>.OrNull)
            .NameUnlessDefault("m", nameof(LastCall.Persons))
            .Name("b", nameof(LastCall.CallBackAt), UnixSecondsConverter.OrNull),
        new StoredShape(typeof(PersonCheck))
            .Name("p", nameof(PersonCheck.Person))
            .Name("f", nameof(PersonCheck.Face)),
        new StoredShape(typeof(CallSubject))
            .Name("i", nameof(CallSubject.Stay))
            .Name("v", nameof(CallSubject.Programme))
            .Name("l", nameof(CallSubject.LandedAt), UnixSecondsConverter.Instance)
            .Name("e", nameof(CallSubject.EndsAt), UnixSecondsConverter.Instance)
            .NameUnlessDefault("x", nameof(CallSubject.HasEnded))
            .NameUnlessDefault("a", nameof(CallSubject.HasCarer))
            .NameUnlessDefault("m", nameof(CallSubject.Companions)),
        new StoredShape(typeof(CallConclusion))
            .Name("n", nameof(CallConclusion.Number))
            .Name("c", nameof(CallConclusion.Cause))
            .Name("o", nameof(CallConclusion.Outcome)),
        new StoredShape(typeof(CallQueueState)).Name("w", nameof(CallQueueState.Waiting)),
        new StoredShape(typeof(WaitingCall))
            .Name("p", nameof(WaitingCall.Person))
            .Name("n", nameof(WaitingCall.Number))
            .Name("r", nameof(WaitingCall.Reason))
            .Name("s", nameof(WaitingCall.Since), UnixSecondsConverter.Instance),
        new StoredShape(typeof(CallEffect))
            .Kind<CallEffect.ShowCall>("s")
            .Kind<CallEffect.WaitForStaff>("q")
            .Kind<CallEffect.StopWaiting>("l")
            .Kind<CallEffect.Conclude>("c"),
        new StoredShape(typeof(CallEffect.WaitForStaff)).Name("n", nameof(CallEffect.WaitForStaff.Number)),
        new StoredShape(typeof(CallEffect.StopWaiting))
            .Name("n", nameof(CallEffect.StopWaiting.Number))
            .Name("p", nameof(CallEffect.StopWaiting.Programme)),
        new StoredShape(typeof(CallEffect.Conclude))
            .Name("c", nameof(CallEffect.Conclude.Conclusion))
            .Name("m", nameof(CallEffect.Conclude.Companion)),
        new StoredShape(typeof(CallQueueEffect)).Kind<CallQueueEffect.UpdateQueuePositions>("p"),
    ];

    /// <summary>The options by which calls, the queue and all their events are stored.</summary>
    public static JsonSerializerOptions Json { get; } = StoredJson.OptionsFor(CallJson.Default, Shapes);

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
    [JsonSerializable(typeof(CallEffect.ShowCall))]
    [JsonSerializable(typeof(CallEffect.WaitForStaff))]
    [JsonSerializable(typeof(CallEffect.StopWaiting))]
    [JsonSerializable(typeof(CallEffect.Conclude))]
    [JsonSerializable(typeof(CallQueueEffect.UpdateQueuePositions))]
    [SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is stored; its code is generated.")]
    private sealed partial class CallJson : JsonSerializerContext;
}
