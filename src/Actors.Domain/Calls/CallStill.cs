namespace Actors.Domain.Calls;

/// <summary>
/// One still picture of a person in a call, as WebP: a key frame as the phone sent it. Personal data in the clear: it never
/// shows itself.
/// </summary>
public sealed class CallStill
{
    private const int HeaderLength = 12;

    /// <summary>Takes the bytes over; the caller no longer writes to them.</summary>
    /// <param name="number">From 0; less than <see cref="Limits.StillsPerCall"/>.</param>
    /// <param name="takenAt">When, by the clock of the programme.</param>
    /// <param name="picture">WebP (RFC 9649), at most <see cref="Limits.StillBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    /// <exception cref="ArgumentException">The picture is too large, or no WebP.</exception>
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

    /// <summary>Which one of this person in this call, from 0.</summary>
    public int Number { get; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset TakenAt { get; }

    /// <summary>WebP.</summary>
    public ReadOnlyMemory<byte> Picture { get; }

    /// <summary>Its number alone.</summary>
    public override string ToString() => $"still {Number}";

    private static bool IsWebP(ReadOnlySpan<byte> picture) =>
        picture.Length > HeaderLength && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8);
}
