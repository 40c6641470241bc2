namespace Actors.Domain.Entrants.Stays;

/// <summary>Writes the id of a stay as text.</summary>
public sealed class StayIdJsonConverter() : TextJsonConverter<StayId>(StayId.TryParse, "Not the id of a stay.");
