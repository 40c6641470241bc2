namespace Actors.Domain.Entrants.Calls;

/// <summary>What came of a call, for the stay.</summary>
/// <param name="Number">Its number among the calls of the person.</param>
/// <param name="Cause">Why the person was called.</param>
/// <param name="Outcome">What came of it.</param>
[GenerateSerializer, Immutable, Alias("call-conclusion")]
public sealed record CallConclusion(
    [property: Id(0)] int Number,
    [property: Id(1)] CallCause Cause,
    [property: Id(2)] CallOutcome Outcome);
