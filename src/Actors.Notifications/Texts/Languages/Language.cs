using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Actors.Notifications.Texts.Languages;

/// <summary>A language of the catalogue, named by its BCP 47 tag. The default value is English.</summary>
public readonly record struct Language
{
    private static readonly string[] Tags = ["en", "ja", "zh-Hans", "zh-Hant", "ko", "vi", "pt", "es", "ne", "tl"];

    private Language(int index)
    {
        Index = index;
    }

    /// <summary>English, also used for every language that the catalogue lacks.</summary>
    public static Language English { get; } = new(0);

    /// <summary>Japanese.</summary>
    public static Language Japanese { get; } = new(1);

    /// <summary>Chinese in simplified characters.</summary>
    public static Language ChineseSimplified { get; } = new(2);

    /// <summary>Chinese in traditional characters.</summary>
    public static Language ChineseTraditional { get; } = new(3);

    /// <summary>Korean.</summary>
    public static Language Korean { get; } = new(4);

    /// <summary>Vietnamese.</summary>
    public static Language Vietnamese { get; } = new(5);

    /// <summary>Brazilian Portuguese.</summary>
    public static Language Portuguese { get; } = new(6);

    /// <summary>Latin American Spanish.</summary>
    public static Language Spanish { get; } = new(7);

    /// <summary>Nepali.</summary>
    public static Language Nepali { get; } = new(8);

    /// <summary>Tagalog, also called Filipino (<c>fil</c>).</summary>
    public static Language Tagalog { get; } = new(9);

    /// <summary>All languages; English is the first.</summary>
    public static IReadOnlyList<Language> All { get; } =
        [.. Enumerable.Range(0, Tags.Length).Select(index => new Language(index))];

    /// <summary>The BCP 47 tag, which is also the name of the catalogue's file.</summary>
    public string Tag => Tags[Index];

    /// <summary>The index in <see cref="All"/>.</summary>
    internal int Index { get; }

    /// <summary>Parses a tag of <see cref="Tag"/>, ignoring case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? tag, out Language language)
    {
        var index = Array.FindIndex(Tags, known => known.Equals(tag, StringComparison.OrdinalIgnoreCase));
        language = new(Math.Max(index, 0));
        return index >= 0;
    }

    /// <summary>Parses a tag of <see cref="Tag"/>, ignoring case.</summary>
    /// <exception cref="FormatException">The catalogue has no such language.</exception>
    public static Language Parse(string tag) => TryParse(tag, out var language)
        ? language
        : throw new FormatException($"\"{tag}\" is not one of the languages {string.Join(", ", Tags)}.");

    /// <summary>
    /// The language for what a phone or browser requests, such as <c>en-GB</c> or <c>zh-TW</c>; English if the catalogue has
    /// no fitting one.
    /// </summary>
    public static Language Match(string? requested) => LanguageMatch.Find(requested) ?? English;

    /// <summary>The language for the first of several requests that the catalogue can meet; English if there is none.</summary>
    public static Language Match(IEnumerable<string?> requested) =>
        requested.Select(LanguageMatch.Find).FirstOrDefault(language => language is not null) ?? English;

    /// <summary>The tag.</summary>
    public override string ToString() => Tag;
}

/// <summary>Finds the language for a tag (BCP 47, RFC 5646), which may name regions, scripts and more.</summary>
internal static class LanguageMatch
{
    private static readonly string[] TraditionalRegions = ["TW", "HK", "MO"];

    /// <summary>Returns <c>null</c> if the catalogue lacks the language or the tag is not valid.</summary>
    public static Language? Find(string? tag)
    {
        // Android and Java write zh_TW.
        var parts = (tag ?? "").Trim().Replace('_', '-').Split('-');
        return parts[0].ToLowerInvariant() switch
        {
            "en" => Language.English,
            "ja" => Language.Japanese,
            "zh" or "cmn" => Chinese(parts, Language.ChineseSimplified),
            "yue" => Chinese(parts, Language.ChineseTraditional),
            "ko" => Language.Korean,
            "vi" => Language.Vietnamese,
            "pt" => Language.Portuguese,
            "es" => Language.Spanish,
            "ne" => Language.Nepali,
            "tl" or "fil" => Language.Tagalog,
            _ => null,
        };
    }

    /// <summary>The script decides if the tag has one, else the region.</summary>
    private static Language Chinese(string[] parts, Language otherwise)
    {
        // A subtag of one character starts an extension, whose subtags may look like scripts and regions.
        var named = parts.Skip(1).TakeWhile(part => part.Length > 1).ToList();
        return named.Find(part => part.Length == 4)?.ToLowerInvariant() switch
        {
            "hans" => Language.ChineseSimplified,
            "hant" => Language.ChineseTraditional,
            _ => named.Find(part => part.Length == 2)?.ToUpperInvariant() switch
            {
                null => otherwise,
                var region when TraditionalRegions.Contains(region) => Language.ChineseTraditional,
                _ => Language.ChineseSimplified,
            },
        };
    }
}

/// <summary>
/// Formats dates, times and numbers for a language. Only names of months and the decimal separator come from the culture, so
/// that texts do not change with the system's language data. Digits are always 0 to 9, and times have 24 hours, as on the
/// centre's own notices.
/// </summary>
internal sealed class LanguageFormats
{
    private static readonly LanguageFormats[] All = [.. Language.All.Select(language => new LanguageFormats(language))];

    private readonly string _date;

    private LanguageFormats(Language language)
    {
        (var culture, _date) = language.Tag switch
        {
            "ja" or "zh-Hans" or "zh-Hant" => (language.Tag, "yyyy年M月d日"),
            "ko" => ("ko", "yyyy년 M월 d일"),
            "vi" => ("vi", "d'/'M'/'yyyy"),
            "pt" or "es" => (language.Tag, "d 'de' MMMM 'de' yyyy"),
            "ne" => ("ne", "yyyy MMMM d"),
            "tl" => ("fil", "MMMM d, yyyy"),
            _ => ("en", "d MMMM yyyy"),
        };
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    /// <summary>The culture of the names of months and of the decimal separator.</summary>
    public CultureInfo Culture { get; }

    public static LanguageFormats Of(Language language) => All[language.Index];

    /// <summary>For example <c>15 April 2021</c>.</summary>
    public string Format(DateOnly date) => date.ToString(_date, Culture);

    /// <summary>For example <c>14:00</c>.</summary>
    public static string Format(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Without thousands separators, because texts contain days, minutes and degrees.</summary>
    public string Format(decimal number) => number.ToString("0.##########", Culture);
}
