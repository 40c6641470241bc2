namespace Actors.Domain.Protection;

/// <summary>Writes a record id as text.</summary>
public sealed class RecordIdJsonConverter() : TextJsonConverter<RecordId>(RecordId.TryParse, "Not a record id.");
