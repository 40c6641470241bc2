using Actors.Domain.Protection;

namespace Actors.Privacy.Access;

/// <summary>A field was to be opened that the access log entry does not name. It was not opened.</summary>
public sealed class UndeclaredAccessException(RecordId subject, SealPurpose purpose)
    : InvalidOperationException($"The access to record {subject} was not declared for {purpose}.")
{
    /// <summary>The record.</summary>
    public RecordId Subject { get; } = subject;

    /// <summary>The field.</summary>
    public SealPurpose Purpose { get; } = purpose;
}
