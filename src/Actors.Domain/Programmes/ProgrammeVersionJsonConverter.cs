namespace Actors.Domain.Programmes;

/// <summary>Writes a version of a programme as text.</summary>
public sealed class ProgrammeVersionJsonConverter()
    : TextJsonConverter<ProgrammeVersion>(ProgrammeVersion.TryParse, "Not a version of a programme.");
