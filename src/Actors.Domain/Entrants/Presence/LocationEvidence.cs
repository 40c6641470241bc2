using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Presence;

/// <summary>A fix as the rules of an entrant see it: judged and sealed.</summary>
/// <param name="Position">The fix, sealed.</param>
/// <param name="Presence">What it says about the present place; null: no place is known.</param>
/// <param name="IsMock">Whether the phone says that the position was made up.</param>
/// <param name="Place">The present place with this fix learnt, sealed; null: as it was.</param>
public sealed record LocationEvidence(Sealed Position, PresenceVerdict? Presence, bool IsMock, Sealed? Place);
