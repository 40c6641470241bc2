using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Domain.Registration;

/// <summary>Dates as offices and spreadsheets write them.</summary>
public static partial class DateText
{
    /// <summary>The years before the first one of each era; 令和元年 is 2019.</summary>
    private static readonly Dictionary<string, int> Eras = new()
    {
        ["令和"] = 2018,
        ["R"] = 2018,
        ["平成"] = 1988,
        ["H"] = 1988,
        ["昭和"] = 1925,
        ["S"] = 1925,
        ["大正"] = 1911,
        ["T"] = 1911,
        ["明治"] = 1867,
        ["M"] = 1867,
    };

    /// <summary>
    /// The text in NFKC with a western year: 令和3年1月5日 and R3.1.5 become 2021年1月5日 and 2021.1.5. A time of day and a day of
    /// the week behind it, and the mark <c>'</c> by which spreadsheets keep text as text, are left out.
    /// </summary>
    public static string Plain(string? text)
    {
        var typed = Behind().Replace(IdentityText.Compose(text).TrimStart('\'', '’'), "");
        typed = typed.Contains('年', StringComparison.Ordinal) ? typed.Replace(" ", "", StringComparison.Ordinal) : typed;
        return EraYear().Replace(typed, match =>
        {
            var year = match.Groups["y"].Value == "元" ? 1 : int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
            return (Eras[match.Groups["era"].Value.ToUpperInvariant()] + year).ToString(CultureInfo.InvariantCulture);
        });
    }

    [GeneratedRegex(@"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?: ?\([日月火水木金土]\))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(
        @"^(?<era>令和|平成|昭和|大正|明治|[RHSTM])[. ]?(?<y>元|\d{1,2})(?=[-/. 年])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EraYear();
}
