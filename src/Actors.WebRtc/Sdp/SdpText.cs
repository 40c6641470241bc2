using System.Buffers;
using System.Globalization;

namespace Actors.WebRtc.Sdp;

/// <summary>
/// Limits for descriptions. Browsers stay far below them. A description of too many characters, lines or media is
/// refused; of everything else the surplus is ignored.
/// </summary>
public static class SdpLimits
{
    /// <summary>Characters.</summary>
    public const int Length = 64 * 1024;

    /// <summary>Lines.</summary>
    public const int Lines = 2_000;

    /// <summary>Media lines.</summary>
    public const int Media = 32;

    /// <summary>Bundle groups that differ.</summary>
    public const int Bundles = 8;

    /// <summary>Formats of one media line, and lines of each kind about them.</summary>
    public const int Formats = 128;

    /// <summary>Feedback lines of one medium.</summary>
    public const int Feedback = 512;

    /// <summary>Candidates of one medium.</summary>
    public const int Candidates = 64;

    /// <summary>Header extensions of one medium.</summary>
    public const int Extensions = 256;

    /// <summary>Sources of one medium.</summary>
    public const int Sources = 128;

    /// <summary>Fingerprints of one medium that differ.</summary>
    public const int Fingerprints = 8;

    /// <summary>Characters of a name.</summary>
    public const int NameLength = 255;
}

/// <summary>Small parts of the grammar (RFC 8866, section 9).</summary>
internal static class SdpText
{
    private static readonly char[] Blanks = [' ', '\t'];

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Whether a text is a <c>token</c>.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= SdpLimits.NameLength && !text.ContainsAnyExcept(TokenCharacters);

    /// <summary>Whether a text is a protocol: tokens separated by slashes.</summary>
    public static bool IsProtocol(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('/'))
        {
            if (!IsToken(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text has only digits.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= SdpLimits.NameLength && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Reads a number within limits.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    /// <summary>Reads a payload type (RFC 3550, section 5.1).</summary>
    public static bool TryReadPayloadType(ReadOnlySpan<char> text, out byte payloadType)
    {
        var isRead = TryReadNumber(text, 0, 127, out var number);
        payloadType = isRead ? (byte)number : (byte)0;
        return isRead;
    }

    /// <summary>Puts one space for each run of spaces and tabs, and none at the ends.</summary>
    public static string WithSingleBlanks(string text) =>
        string.Join(' ', text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Splits at the first space. The second part is empty if there is none.</summary>
    public static (string First, string Others) SplitFirst(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }
}
