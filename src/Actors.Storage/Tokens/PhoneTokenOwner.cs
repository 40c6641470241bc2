using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Storage.Tokens;

/// <summary>Whose phone signs in by a token.</summary>
/// <param name="Entrant">Who.</param>
/// <param name="Programme">In which programme.</param>
public sealed record PhoneTokenOwner(EntrantId Entrant, ProgrammeId Programme);
