using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;

namespace Actors.Grains.Entrants;

/// <summary>Somebody whose stay has begun.</summary>
/// <param name="Person">Who.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Companions">For whom the person answers, each with a stay of their own.</param>
public sealed record Enrolled(EntrantId Person, StayId Stay, ImmutableArray<EntrantId> Companions);
