using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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

/// <summary>
/// The head of the access log at some moment. Keep it where the database cannot be reached from, for example printed or with
/// the auditor. It proves later that all entries up to it exist and are unchanged.
/// </summary>
/// <param name="Sequence">The sequence of the last entry at that moment.</param>
/// <param name="Hash">The hash of that entry.</param>
public sealed record AccessLogAnchor(long Sequence, ReadOnlyMemory<byte> Hash)
{
    private const char Separator = ':';

    /// <summary>The anchor before the first entry.</summary>
    internal static AccessLogAnchor Beginning { get; } = new(0, new byte[AccessChain.HashByteCount]);

    /// <summary>Parses the form of <see cref="ToString"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AccessLogAnchor? anchor)
    {
        anchor = null;
        var parts = text?.Trim().Split(Separator);
        if (parts is not [var number, var hash]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || sequence < 1
            || !Base64Url.IsValid(hash, out var length)
            || length != AccessChain.HashByteCount)
        {
            return false;
        }

        anchor = new AccessLogAnchor(sequence, Base64Url.DecodeFromChars(hash));
        return true;
    }

    /// <summary>Compares sequence and hash.</summary>
    public bool Equals(AccessLogAnchor? other) =>
        other is not null && Sequence == other.Sequence && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Sequence.GetHashCode();

    /// <summary>The sequence, a colon and the hash in base64url, on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sequence}{Separator}{Base64Url.EncodeToString(Hash.Span)}");
}
