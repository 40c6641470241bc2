namespace Actors.Domain.Entrants.Stays;

/// <summary>Writes the tallies of a stay as one base64 text.</summary>
public sealed class StayTallyJsonConverter()
    : Base64JsonConverter<StayTally>(StayTally.FromBytes, static tally => tally.Bytes, "Not the tally of a stay.");
