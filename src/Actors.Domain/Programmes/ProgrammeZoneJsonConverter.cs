namespace Actors.Domain.Programmes;

/// <summary>Writes a zone as its name.</summary>
public sealed class ProgrammeZoneJsonConverter()
    : TextJsonConverter<ProgrammeZone>(ProgrammeZone.TryGet, "Not an IANA time zone.");
