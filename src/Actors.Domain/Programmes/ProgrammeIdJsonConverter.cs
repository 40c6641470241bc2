namespace Actors.Domain.Programmes;

/// <summary>Writes the name of a programme as text.</summary>
public sealed class ProgrammeIdJsonConverter() : TextJsonConverter<ProgrammeId>(ProgrammeId.TryParse, "Not a programme id.");
