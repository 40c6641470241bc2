using System.Text.RegularExpressions;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;

namespace Actors.Domain.Calls;

/// <summary>
/// One still picture of a person in a call: a key frame as the phone sent it, as WebP. It is personal data in the
/// clear, so its text shows nothing.
/// </summary>
public sealed class CallStill
{
    private const int HeaderLength = 12;

    /// <summary>Creates a still. The caller must not change the bytes afterwards.</summary>
    /// <param name="number">The number of the still, from 0 to less than <see cref="Limits.StillsPerCall"/>.</param>
    /// <param name="takenAt">When the picture was taken, by the programme clock.</param>
    /// <param name="picture">WebP (RFC 9649), at most <see cref="Limits.StillBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    /// <exception cref="ArgumentException">The picture is too large or is not WebP.</exception>
    public CallStill(int number, DateTimeOffset takenAt, ReadOnlyMemory<byte> picture)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Limits.StillsPerCall);
        if (picture.Length > Limits.StillBytes || !IsWebP(picture.Span))
        {
            throw new ArgumentException($"A still is WebP of at most {Limits.StillBytes} bytes.", nameof(picture));
        }

        (Number, TakenAt, Picture) = (number, takenAt, picture);
    }

    /// <summary>The number of the still for this person in this call, from 0.</summary>
    public int Number { get; }

    /// <summary>When the picture was taken, by the programme clock.</summary>
    public DateTimeOffset TakenAt { get; }

    /// <summary>The picture as WebP.</summary>
    public ReadOnlyMemory<byte> Picture { get; }

    /// <summary>Returns the number only.</summary>
    public override string ToString() => $"still {Number}";

    private static bool IsWebP(ReadOnlySpan<byte> picture) =>
        picture.Length > HeaderLength && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8);
}

/// <summary>The owner of stills: a person in a call.</summary>
public sealed partial record CallStillOwner
{
    /// <summary>Creates the owner of stills.</summary>
    /// <param name="record">The record under whose key the stills are sealed.</param>
    /// <param name="call">The id of the call: 1 to 100 ASCII characters without spaces, never personal data.</param>
    /// <param name="person">The person in the picture.</param>
    /// <exception cref="ArgumentException">
    /// The id of the call has another form, or record or person is a default value.
    /// </exception>
    public CallStillOwner(RecordId record, string call, EntrantId person)
    {
        if (record == default || person == default)
        {
            throw new ArgumentException("Stills belong to a record and a person.", nameof(record));
        }

        Record = record;
        Person = person;
        Call = CallForm().IsMatch(call)
            ? call
            : throw new ArgumentException("A call's id has 1 to 100 characters of ASCII without spaces.", nameof(call));
    }

    /// <summary>The record under whose key the stills are sealed.</summary>
    public RecordId Record { get; }

    /// <summary>The id of the call.</summary>
    public string Call { get; }

    /// <summary>The person in the picture.</summary>
    public EntrantId Person { get; }

    [GeneratedRegex("^[!-~]{1,100}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex CallForm();
}

/// <summary>
/// Stores still pictures of calls as sealed evidence until they expire (SPEC V5). Reading them goes through the access
/// log.
/// </summary>
public interface ICallStills
{
    /// <summary>
    /// Stores stills durably, all of them or none. Idempotent: a number that is stored already keeps its picture.
    /// Stills that have expired are not stored.
    /// </summary>
    /// <param name="owner">The owner of the stills.</param>
    /// <param name="stills">At most <see cref="Limits.StillsPerCall"/> stills with different numbers.</param>
    /// <param name="expiresAt">When the stills are deleted, by the programme clock.</param>
    /// <param name="cancellationToken">Cancels the call; the stills may have been stored.</param>
    /// <returns>The number of stills that were not stored before.</returns>
    /// <exception cref="ArgumentException">Two stills have the same number.</exception>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded; nothing was stored.</exception>
    Task<int> KeepAsync(
        CallStillOwner owner,
        IReadOnlyCollection<CallStill> stills,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken = default);
}
