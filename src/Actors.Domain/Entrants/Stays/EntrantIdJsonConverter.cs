namespace Actors.Domain.Entrants.Stays;

/// <summary>Writes the id of an entrant as text.</summary>
public sealed class EntrantIdJsonConverter() : TextJsonConverter<EntrantId>(EntrantId.TryParse, "Not the id of an entrant.");
