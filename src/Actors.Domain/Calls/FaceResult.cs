namespace Actors.Domain.Calls;

/// <summary>What the machine made of one person's face.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why, in words between hyphens, as in <c>no-turn</c>; <c>none</c> when it passed.</param>
[GenerateSerializer, Immutable, Alias("face-result")]
public sealed record FaceResult([property: Id(0)] FaceOutcome Outcome, [property: Id(1)] string Reason)
{
    /// <summary>Time ran out before anything could be said.</summary>
    public static readonly FaceResult TimeOut = new(FaceOutcome.Unknown, "time-out");
}
