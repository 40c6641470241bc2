using System.Globalization;
using System.Text;

namespace Actors.Domain.Registration;

/// <summary>
/// The name of a person as in the passport. A person with one name has a surname only, as in the machine-readable zone. It
/// is personal data and shows in no text.
/// </summary>
[GenerateSerializer, Immutable, Alias("person-name")]
public sealed record PersonName
{
    /// <summary>The maximum length of each part in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Marks inside names that some documents leave out: O'Brien is OBRIEN in a machine-readable zone.</summary>
    private const string Marks = "'’‘ʼ`´.,・";

    /// <summary>Letters that are no accented forms of others, as ICAO 9303-3, section 6, writes them.</summary>
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['Æ'] = "AE",
        ['Œ'] = "OE",
        ['Ø'] = "OE",
        ['ß'] = "SS",
        ['ẞ'] = "SS",
        ['Þ'] = "TH",
        ['Ð'] = "D",
        ['Đ'] = "D",
        ['Ł'] = "L",
        ['ı'] = "I",
        ['Ħ'] = "H",
        ['Ŋ'] = "N",
    };

    /// <summary>Cyrillic and Greek capitals, and digits, that look like Latin capitals.</summary>
    private static readonly (string From, string To) Alike =
        ("АВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ01", "ABEKMHOPCTYXIJSABEZHIKMNOPTYXOI");

    private PersonName(string surname, string givenNames)
    {
        Surname = surname;
        GivenNames = givenNames;
    }

    /// <summary>The surname, or the only name.</summary>
    [Id(0)]
    public string Surname { get; }

    /// <summary>The given names; empty if the person has one name.</summary>
    [Id(1)]
    public string GivenNames { get; }

    /// <summary>
    /// Two names with equal keys are the same, up to case, spaces, hyphens and apostrophes.
    /// </summary>
    public string Key => $"{Normal(Surname)}<<{Normal(GivenNames)}";

    /// <summary>
    /// The key to search by. It is the same for both orders of the names, for a word in the other part, and for what
    /// transliterations do: Ö, OE and O; the long vowels OH, OU, OO and O; letters of other scripts that look alike. It says
    /// only that two names may be the same: compare them with <see cref="Compare"/>.
    /// </summary>
    public string SearchKey => string.Join('<', Words().Select(Fold).Order(StringComparer.Ordinal));

    /// <summary>Creates a name.</summary>
    /// <param name="surname">The surname; may be empty if there is a given name, which then is the only name.</param>
    /// <param name="givenNames">The given names; may be empty.</param>
    /// <returns><c>null</c> if both are empty, one is too long, or one is not well-formed Unicode.</returns>
    public static PersonName? Create(string? surname, string? givenNames)
    {
        if (Tidy(surname) is not { } first || Tidy(givenNames) is not { } second || first.Length + second.Length == 0)
        {
            return null;
        }

        var name = first.Length == 0 ? new PersonName(second, "") : new PersonName(first, second);
        return name.Words().Any() ? name : null;
    }

    /// <summary>Compares two names.</summary>
    public NameLikeness Compare(PersonName other)
    {
        if (Key == other.Key)
        {
            return NameLikeness.Same;
        }

        if (Normal(Surname) == Normal(other.GivenNames) && Normal(GivenNames) == Normal(other.Surname))
        {
            return NameLikeness.OtherOrder;
        }

        if (SearchKey == other.SearchKey)
        {
            return NameLikeness.OtherSpelling;
        }

        var (mine, others) = (Words().Select(Fold).ToHashSet(), other.Words().Select(Fold).ToHashSet());
        if (mine.IsSubsetOf(others) || others.IsSubsetOf(mine) || IsCutOff(other) || other.IsCutOff(this))
        {
            return NameLikeness.Part;
        }

        return mine.Except(others).ToList() is [var left] && others.Except(mine).ToList() is [var right]
            && IsOneSlipApart(left, right)
                ? NameLikeness.OneLetterOff
                : NameLikeness.Different;
    }

    /// <summary>Says what it is, never the name.</summary>
    public override string ToString() => "a name";

    private static string Normal(string part) => IdentityText.NormaliseOrNull(part, Marks) ?? "";

    /// <summary>Trims the text and every blank in it to one space; <c>null</c> if it cannot be a part of a name.</summary>
    private static string? Tidy(string? text)
    {
        var words = (text ?? "").Replace('<', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var tidy = string.Join(' ', words);
        return tidy.Length == 0 || (tidy.Length <= MaxLength && IdentityText.NormaliseOrNull(tidy) is not null) ? tidy : null;
    }

    private IEnumerable<string> Words() => $"{Surname} {GivenNames}".Split([' ', '-', '‐'])
        .Select(Normal).Where(word => word.Length > 0);

    /// <summary>
    /// A machine-readable zone has 39 places for the name and cuts off what is longer (ICAO 9303-4, 4.2.3).
    /// </summary>
    private bool IsCutOff(PersonName whole) =>
        Key.Length is >= 30 and < 42 && whole.Key.StartsWith(Key.TrimEnd('<'), StringComparison.Ordinal);

    /// <summary>Reduces a word to what all its spellings have in common.</summary>
    private static string Fold(string word)
    {
        var latin = ToLatin(word);
        var folded = new StringBuilder(latin.Length);
        for (var at = 0; at < latin.Length; at++)
        {
            var (before, now) = (folded.Length > 0 ? folded[^1] : '\0', latin[at]);
            var next = at + 1 < latin.Length ? latin[at + 1] : '\0';
            var isDropped = now == before // Double letters, and AA, OO, UU.
                || (now == 'E' && before is 'A' or 'O' or 'U') // Ä, Ö and Ü.
                || (now == 'U' && before == 'O') // Long O.
                || (now == 'H' && before is 'O' or 'U' && !IsVowel(next)); // Long O and U.
            if (!isDropped)
            {
                folded.Append(now == 'M' && next is 'B' or 'P' ? 'N' : now); // Shimbashi is Shinbashi.
            }
        }

        return folded.ToString();
    }

    /// <summary>Latin letters without accents, of letters that are or look like such.</summary>
    private static string ToLatin(string word)
    {
        var latin = new StringBuilder();
        foreach (var character in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                var alike = Alike.From.IndexOf(character, StringComparison.Ordinal);
                latin.Append(
                    alike >= 0 ? Alike.To[alike].ToString() : Letters.GetValueOrDefault(character, character.ToString()));
            }
        }

        return latin.ToString();
    }

    private static bool IsVowel(char character) => character is 'A' or 'E' or 'I' or 'O' or 'U' or 'Y';

    /// <summary>One letter replaced, left out, too many, or two neighbours exchanged.</summary>
    private static bool IsOneSlipApart(string left, string right)
    {
        var from = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var (one, two) = (left[from..], right[from..]);
        return (one.Length, two.Length) switch
        {
            var (a, b) when a == b => one[1..] == two[1..]
                || (a > 1 && one[0] == two[1] && one[1] == two[0] && one[2..] == two[2..]),
            var (a, b) when a == b + 1 => one[1..] == two,
            var (a, b) when b == a + 1 => two[1..] == one,
            _ => false,
        };
    }
}

/// <summary>How alike two names are, the likest first.</summary>
public enum NameLikeness
{
    /// <summary>The same, up to case, spaces, hyphens and apostrophes.</summary>
    Same,

    /// <summary>The surname is in the place of the given names.</summary>
    OtherOrder,

    /// <summary>Another transliteration, letters that look alike, or words in another order.</summary>
    OtherSpelling,

    /// <summary>One has words that the other lacks, or is cut off.</summary>
    Part,

    /// <summary>One letter differs.</summary>
    OneLetterOff,

    /// <summary>Not alike.</summary>
    Different,
}
