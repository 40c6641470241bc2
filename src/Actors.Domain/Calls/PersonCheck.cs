using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Calls;

/// <summary>One person of a call: in a family, one after another.</summary>
/// <param name="Person">Who.</param>
/// <param name="Face">What the machine saw; null: it has not looked yet.</param>
[GenerateSerializer, Immutable, Alias("person-check")]
public sealed record PersonCheck(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] FaceResult? Face = null);
