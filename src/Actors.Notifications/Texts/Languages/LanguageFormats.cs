using System.Globalization;

namespace Actors.Notifications.Texts.Languages;

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
