using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants;

/// <summary>What the rules of an entrant know beside the state.</summary>
/// <param name="Programme">The rules of the stay.</param>
/// <param name="PlanKey">The secret by which prompts are drawn.</param>
/// <param name="Outages">When the platform was away, as far as it knows.</param>
/// <param name="Now">The programme clock, in whole seconds.</param>
/// <param name="HeardAt">The last sign of life that memory knows; it may be newer than the one in the state.</param>
/// <param name="IsConnected">Whether a phone is connected.</param>
public sealed record EntrantContext(
    Programme Programme, PlanKey PlanKey, KnownOutages Outages, DateTimeOffset Now, DateTimeOffset? HeardAt,
    bool IsConnected);
