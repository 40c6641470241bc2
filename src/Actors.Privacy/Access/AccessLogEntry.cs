using Actors.Storage.Databases;

namespace Actors.Privacy.Access;

/// <summary>
/// One entry of the access log as it is stored. Nothing in it has been checked: that is what verification is for.
/// </summary>
public sealed record AccessLogEntry
{
    /// <summary>Its number, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was appended, by the wall clock: microseconds since 1970-01-01 UTC.</summary>
    public required long AtMicroseconds { get; init; }

    /// <summary>Who: the account.</summary>
    public required string ActorId { get; init; }

    /// <summary>Who: the role.</summary>
    public required string Role { get; init; }

    /// <summary>Whom: the record.</summary>
    public required string Subject { get; init; }

    /// <summary>Which fields, with commas between.</summary>
    public required string What { get; init; }

    /// <summary>The reason and what it refers to.</summary>
    public required string Why { get; init; }

    /// <summary>The secret under which <see cref="Hash"/> was made.</summary>
    public required string KeyId { get; init; }

    /// <summary>The hash of the entry before; 32 zero bytes in the first one.</summary>
    public required ReadOnlyMemory<byte> PreviousHash { get; init; }

    /// <summary>The keyed hash of all the above.</summary>
    public ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary><see cref="AtMicroseconds"/> as a time.</summary>
    public DateTimeOffset At => UnixMicroseconds.ToMoment(AtMicroseconds);
}
