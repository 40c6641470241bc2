using System.Globalization;
using System.Text;

namespace Actors.Privacy.Lookup;

/// <summary>
/// Brings what people type into the form in which it is compared (requirement E2): NFKC, upper case, without spaces,
/// hyphens and the filler <c>&lt;</c> of machine-readable passports. Bringing it there twice changes nothing more.
/// </summary>
public static class IdentityText
{
    /// <summary>
    /// Upper case may undo NFKC and the other way round; every text known needs two rounds, and after so many it is an
    /// error.
    /// </summary>
    private const int MaxRounds = 8;

    /// <summary>A passport number or a part of a name.</summary>
    /// <exception cref="ArgumentException">Nothing is left of the text, or it is not well-formed Unicode.</exception>
    public static string Normalise(string text) => Normalise(text, IsFiller);

    /// <summary>A telephone number: also without brackets and dots.</summary>
    /// <inheritdoc cref="Normalise(string)" path="/exception"/>
    public static string NormalisePhone(string text) =>
        Normalise(text, rune => IsFiller(rune) || rune.Value is '(' or ')' or '.');

    /// <summary>An e-mail address: hyphens stay, because they make a difference there.</summary>
    /// <inheritdoc cref="Normalise(string)" path="/exception"/>
    public static string NormaliseEmail(string text) => Normalise(text, IsSpace);

    private static string Normalise(string text, Func<Rune, bool> isDropped)
    {
        ArgumentNullException.ThrowIfNull(text);
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
        foreach (var rune in text.EnumerateRunes())
        {
            if (!isDropped(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static bool IsFiller(Rune rune) => IsSpace(rune) || rune.Value == '<' || IsHyphen(rune);

    /// <summary>Dashes of all kinds, the soft hyphen and the minus sign, which keyboards put in their place.</summary>
    private static bool IsHyphen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value is 0x00AD or 0x2212;

    /// <summary>White space, and the invisible signs that copying from a document brings along.</summary>
    private static bool IsSpace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF;
}
