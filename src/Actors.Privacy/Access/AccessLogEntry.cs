using Actors.Storage.Databases;

namespace Actors.Privacy.Access;

/// <summary>
/// A stored entry of the access log, not verified.
/// </summary>
public sealed record AccessLogEntry
{
    /// <summary>The sequence, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was appended: wall clock, microseconds since 1970-01-01 UTC.</summary>
    public required long AtMicroseconds { get; init; }

    /// <summary>The account of the actor.</summary>
    public required string ActorId { get; init; }

    /// <summary>The role of the actor.</summary>
    public required string Role { get; init; }

    /// <summary>The record.</summary>
    public required string Subject { get; init; }

    /// <summary>The fields, separated by commas.</summary>
    public required string What { get; init; }

    /// <summary>The code and reference of the reason.</summary>
    public required string Why { get; init; }

    /// <summary>The id of the secret of <see cref="Hash"/>.</summary>
    public required string KeyId { get; init; }

    /// <summary>The hash of the previous entry; 32 zero bytes in the first entry.</summary>
    public required ReadOnlyMemory<byte> PreviousHash { get; init; }

    /// <summary>The keyed hash of all the above.</summary>
    public ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary><see cref="AtMicroseconds"/> as a time.</summary>
    public DateTimeOffset At => UnixMicroseconds.ToMoment(AtMicroseconds);
}
