using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Calls;

/// <summary>Somebody who waits for staff in a call.</summary>
/// <param name="Person">Whose phone it is.</param>
/// <param name="Number">Which call of the person.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
[GenerateSerializer, Immutable, Alias("waiting-call")]
public sealed record WaitingCall(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] int Number,
    [property: Id(2)] CallReason Reason,
    [property: Id(3)] DateTimeOffset Since);
