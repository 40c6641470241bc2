using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Actors.Privacy.Access;

/// <summary>
/// The head of the access log at some moment, to be kept where nobody who can write to the database can write: printed,
/// in another log, with the auditor. It shows later that everything up to it is still there and unchanged.
/// </summary>
/// <param name="Sequence">The number of the last entry at that moment.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AccessLogAnchor(long Sequence, ReadOnlyMemory<byte> Hash)
{
    private const char Separator = ':';

    /// <summary>What stands before the first entry.</summary>
    internal static AccessLogAnchor Beginning { get; } = new(0, new byte[AccessChain.HashByteCount]);

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
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

    /// <summary>Same number and hash.</summary>
    public bool Equals(AccessLogAnchor? other) =>
        other is not null && Sequence == other.Sequence && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Sequence.GetHashCode();

    /// <summary>Number, colon, hash in base64url: one line to print or to paste.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Sequence}{Separator}{Base64Url.EncodeToString(Hash.Span)}");
}
