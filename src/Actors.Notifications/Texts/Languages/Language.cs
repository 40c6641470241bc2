using System.Diagnostics.CodeAnalysis;

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
    public static Language Match(IEnumerable<string?> requested)
    {
        ArgumentNullException.ThrowIfNull(requested);
        return requested.Select(LanguageMatch.Find).FirstOrDefault(language => language is not null) ?? English;
    }

    /// <summary>The tag.</summary>
    public override string ToString() => Tag;
}
