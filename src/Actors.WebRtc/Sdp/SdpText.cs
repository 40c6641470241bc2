using System.Buffers;
using System.Globalization;

namespace Actors.WebRtc.Sdp;

/// <summary>The small parts of the grammar (RFC 8866, section 9).</summary>
internal static class SdpText
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>A name: <c>token</c>.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= SdpLimits.NameLength && !text.ContainsAnyExcept(TokenCharacters);

    /// <summary>The name of a protocol: tokens with slashes between.</summary>
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

    /// <summary>Digits only, of whatever length.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= SdpLimits.NameLength && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>A number within bounds.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    /// <summary>A payload type (RFC 3550, section 5.1).</summary>
    public static bool TryReadPayloadType(ReadOnlySpan<char> text, out byte payloadType)
    {
        var isRead = TryReadNumber(text, 0, 127, out var number);
        payloadType = isRead ? (byte)number : (byte)0;
        return isRead;
    }

    /// <summary>What stands before the first space, and what behind it; the latter is empty when there is none.</summary>
    public static (string First, string Others) SplitFirst(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim(' '));
    }
}
