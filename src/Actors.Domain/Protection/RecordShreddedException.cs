namespace Actors.Domain.Protection;

/// <summary>
/// The key of the record was destroyed: nothing of the record can be read any more, and nothing added to it.
/// </summary>
public sealed class RecordShreddedException(RecordId record) : InvalidOperationException($"Record {record} is shredded.")
{
    /// <summary>The record.</summary>
    public RecordId Record { get; } = record;
}
