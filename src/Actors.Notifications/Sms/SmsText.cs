namespace Actors.Notifications.Sms;

/// <summary>
/// Counts the segments of a text as SMS (3GPP TS 23.038 and 23.040): 160 characters of the basic alphabet or 70 UTF-16 units
/// in a single message, 153 or 67 in each of several.
/// </summary>
internal static class SmsText
{
    /// <summary>The basic alphabet without the escape character (TS 23.038, 6.2.1).</summary>
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Characters after an escape character, each of which counts twice (TS 23.038, 6.2.1.1).</summary>
    private const string Extended = "\f^{}\\[~]|€";

    /// <summary>The number of segments; 0 for an empty text.</summary>
    public static int Segments(string text) => IsSevenBit(text)
        ? Count(text.Select(character => Basic.Contains(character) ? 1 : 2), single: 160, several: 153)
        : Count(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), single: 70, several: 67);

    /// <summary>Whether the text is sent in the basic alphabet (GSM-7); otherwise it is sent as UCS-2.</summary>
    public static bool IsSevenBit(string text) => text.All(IsSevenBit);

    private static bool IsSevenBit(char character) => Basic.Contains(character) || Extended.Contains(character);

    /// <summary>Counts segments without splitting a character of width 2.</summary>
    private static int Count(IEnumerable<int> widths, int single, int several)
    {
        var total = 0;
        var segments = 0;
        var room = 0;
        foreach (var width in widths)
        {
            total += width;
            if (room < width)
            {
                segments++;
                room = several;
            }

            room -= width;
        }

        return total > single ? segments : Math.Min(total, 1);
    }
}
