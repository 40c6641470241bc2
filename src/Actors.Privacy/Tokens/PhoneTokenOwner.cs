using Actors.Domain.Programmes;
using Actors.Domain.Stays;

namespace Actors.Privacy.Tokens;

/// <summary>Whose phone signs in by a token.</summary>
/// <param name="Entrant">Who.</param>
/// <param name="Programme">In which programme.</param>
public sealed record PhoneTokenOwner(EntrantId Entrant, ProgrammeId Programme);
