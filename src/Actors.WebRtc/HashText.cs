using System.Globalization;

namespace Actors.WebRtc;

/// <summary>A hash as fingerprints write it (RFC 8122, section 5): two hexadecimal digits a byte, colons between them.</summary>
internal static class HashText
{
    /// <summary>Characters of a hash of so many bytes.</summary>
    public static int Length(int bytes) => (3 * bytes) - 1;

    /// <summary>Reads a hash, letters in either case; false when the text is not one of as many bytes.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> hash)
    {
        if (text.Length != Length(hash.Length))
        {
            return false;
        }

        for (var index = 0; index < hash.Length; index++)
        {
            var pair = text.Slice(3 * index, 2);
            if (!char.IsAsciiHexDigit(pair[0])
                || !char.IsAsciiHexDigit(pair[1])
                || (index > 0 && text[(3 * index) - 1] != ':'))
            {
                return false;
            }

            Convert.FromHexString(pair, hash[index..], out _, out _);
        }

        return true;
    }

    /// <summary>The text of a hash, in capital letters.</summary>
    public static string Of(IEnumerable<byte> hash) =>
        string.Join(':', hash.Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
}
