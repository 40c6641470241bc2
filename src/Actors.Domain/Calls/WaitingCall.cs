using System.Text.Json.Serialization;
using Actors.Domain.Ledger;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>A person who waits for staff in a call.</summary>
/// <param name="Person">Whose phone it is.</param>
/// <param name="Number">Which call of the person.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
[GenerateSerializer, Immutable, Alias("waiting-call")]
public sealed record WaitingCall(
    [property: Id(0), JsonPropertyName("p")] EntrantId Person,
    [property: Id(1), JsonPropertyName("n")] int Number,
    [property: Id(2), JsonPropertyName("r")] CallReason Reason,
    [property: Id(3), JsonPropertyName("s"), JsonConverter(typeof(UnixSecondsConverter))] DateTimeOffset Since);
