using System.Globalization;
using System.Text;

namespace Actors.Domain.Registration;

/// <summary>
/// Normalises typed text for comparison (SPEC E2): NFKC, upper case, without spaces, hyphens and the filler <c>&lt;</c> of
/// machine-readable passports. Full-width digits become digits; leading zeros stay. Normalising twice gives the same text
/// as once.
/// </summary>
public static class IdentityText
{
    /// <summary>
    /// Upper case can undo NFKC and the other way round. All known texts need two rounds; after this many the text is
    /// rejected.
    /// </summary>
    private const int MaxRounds = 8;

    /// <summary>Normalises a passport number or a part of a name.</summary>
    /// <param name="text">The text as typed.</param>
    /// <param name="alsoDropped">Further characters that mean nothing, such as brackets of telephone numbers.</param>
    /// <exception cref="ArgumentException">Nothing is left of the text, or it is not well-formed Unicode.</exception>
    public static string Normalise(string text, string alsoDropped = "") =>
        Normalise(
            text, rune => IsFiller(rune) || (rune.IsBmp && alsoDropped.Contains((char)rune.Value, StringComparison.Ordinal)));

    /// <summary>Normalises an e-mail address. Hyphens stay, because they are significant there.</summary>
    /// <exception cref="ArgumentException">Nothing is left of the text, or it is not well-formed Unicode.</exception>
    public static string NormaliseEmail(string text) => Normalise(text, IsSpace);

    /// <summary>Normalises text of which nothing may be left.</summary>
    /// <returns>The normal form; <c>null</c> if it is empty or the text is not well-formed Unicode.</returns>
    public static string? NormaliseOrNull(string? text, string alsoDropped = "")
    {
        try
        {
            return text is null ? null : Normalise(text, alsoDropped);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// The text in NFKC and without blanks at its ends, so that digits of any width are digits; empty if it is not well-formed
    /// Unicode.
    /// </summary>
    public static string Compose(string? text)
    {
        try
        {
            return (text ?? "").Normalize(NormalizationForm.FormKC).Trim();
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static string Normalise(string text, Func<Rune, bool> isDropped)
    {
        if (Ascii.IsValid(text))
        {
            // In NFKC already, and upper case adds nothing to drop.
            var plain = Drop(text.ToUpperInvariant(), isDropped);
            return plain.Length > 0 ? plain : throw new ArgumentException("Nothing is left to compare.", nameof(text));
        }

        for (var round = 0; round < MaxRounds; round++)
        {
            var next = Drop(text.Normalize(NormalizationForm.FormKC).ToUpperInvariant(), isDropped);
            if (next == text)
            {
                return text.Length > 0 ? text : throw new ArgumentException("Nothing is left to compare.", nameof(text));
            }

            text = next;
        }

        throw new ArgumentException("The text has no normal form.", nameof(text));
    }

    private static string Drop(string text, Func<Rune, bool> isDropped)
    {
        var kept = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (!isDropped(rune))
            {
                kept.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return kept.Length == text.Length ? text : kept.ToString();
    }

    private static bool IsFiller(Rune rune) => IsSpace(rune) || rune.Value == '<' || IsHyphen(rune);

    /// <summary>Dashes of all kinds, the soft hyphen, and the minus sign, which keyboards produce instead.</summary>
    private static bool IsHyphen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value is 0x00AD or 0x2212;

    /// <summary>White space, and invisible characters that come with text copied from documents.</summary>
    private static bool IsSpace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF;
}
