using System.Collections.Immutable;
using Actors.Domain.Stays;

namespace Actors.Server.Demo.Enrolment;

/// <summary>Somebody whose stay has begun.</summary>
/// <param name="Person">Who.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Companions">For whom the person answers, each with a stay of their own.</param>
internal sealed record Enrolled(EntrantId Person, StayId Stay, ImmutableArray<EntrantId> Companions);
