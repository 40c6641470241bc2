using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;

namespace Actors.Grains.Entrants;

/// <summary>What the phone shows of one person: never what is still planned.</summary>
/// <param name="Person">Who.</param>
/// <param name="Now">The programme clock of the server.</param>
/// <param name="Stay">The present stay or the last one; null: none yet.</param>
/// <param name="Companions">For whom the person answers.</param>
/// <param name="Call">The call that is announced, rings, or goes on; null: none that is known here.</param>
[GenerateSerializer]
[Alias("entrant-view")]
[Immutable]
public sealed record EntrantView(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] DateTimeOffset Now,
    [property: Id(2)] StayView? Stay,
    [property: Id(3)] ImmutableArray<EntrantId> Companions,
    [property: Id(4)] CallView? Call = null);
