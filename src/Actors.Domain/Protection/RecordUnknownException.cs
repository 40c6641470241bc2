namespace Actors.Domain.Protection;

/// <summary>No key was ever created for the record, or the database is another one.</summary>
public sealed class RecordUnknownException(RecordId record)
    : InvalidOperationException($"Record {record} has no key: it was never created here.")
{
    /// <summary>The record.</summary>
    public RecordId Record { get; } = record;
}
