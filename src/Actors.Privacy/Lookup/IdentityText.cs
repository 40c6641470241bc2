using System.Globalization;
using System.Text;
using PhoneNumbers;

namespace Actors.Privacy.Lookup;

/// <summary>
/// Normalises typed text for comparison (requirement E2): NFKC, upper case, without spaces, hyphens and the filler
/// <c>&lt;</c> of machine-readable passports. Normalising twice gives the same text as once.
/// </summary>
public static class IdentityText
{
    /// <summary>
    /// Upper case can undo NFKC and the other way round. All known texts need two rounds; after this many the text is
    /// rejected.
    /// </summary>
    private const int MaxRounds = 8;

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>Normalises a passport number or a part of a name.</summary>
    /// <exception cref="ArgumentException">Nothing is left of the text, or it is not well-formed Unicode.</exception>
    public static string Normalise(string text) => Normalise(text, IsFiller);

    /// <summary>
    /// Normalises a telephone number to E.164, so that 090… in Japan equals +8190…. An extension follows after <c>X</c>.
    /// Text that cannot be a telephone number is normalised like a name, also without brackets and dots.
    /// </summary>
    /// <param name="text">The number as typed.</param>
    /// <param name="region">
    /// The country of a number without country code: an ISO 3166-1 code such as <c>JP</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The region is unknown, nothing is left of the text, or it is not well-formed Unicode.
    /// </exception>
    public static string NormalisePhone(string text, string region)
    {
        if (!Phones.GetSupportedRegions().Contains(region))
        {
            throw new ArgumentException($"\"{region}\" is not the code of a region such as JP.", nameof(region));
        }

        var typed = Normalise(text, rune => IsFiller(rune) || rune.Value is '(' or ')' or '.');
        try
        {
            var number = Phones.Parse(typed, region);
            return !Phones.IsPossibleNumber(number) ? typed
                : Phones.Format(number, PhoneNumberFormat.E164) + (number.HasExtension ? $"X{number.Extension}" : "");
        }
        catch (NumberParseException)
        {
            return typed;
        }
    }

    /// <summary>Normalises an e-mail address. Hyphens stay, because they are significant there.</summary>
    /// <inheritdoc cref="Normalise(string)" path="/exception"/>
    public static string NormaliseEmail(string text) => Normalise(text, IsSpace);

    private static string Normalise(string text, Func<Rune, bool> isDropped)
    {
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

    /// <summary>Dashes of all kinds, the soft hyphen, and the minus sign, which keyboards produce instead.</summary>
    private static bool IsHyphen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value is 0x00AD or 0x2212;

    /// <summary>White space, and invisible characters that come with text copied from documents.</summary>
    private static bool IsSpace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF;
}
