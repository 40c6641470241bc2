using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Domain.Registration;

/// <summary>
/// A date of birth of which parts may be unknown: some passports name only the year, or nothing. It is personal data and
/// shows in no text.
/// </summary>
/// <param name="Year">The year; <c>null</c> if unknown.</param>
/// <param name="Month">The month; <c>null</c> if unknown.</param>
/// <param name="Day">The day of the month; <c>null</c> if unknown.</param>
[GenerateSerializer, Immutable, Alias("birth-date")]
public readonly partial record struct BirthDate(
    [property: Id(0)] int? Year, [property: Id(1)] int? Month, [property: Id(2)] int? Day)
{
    private const int EarliestYear = 1900;
    private const string Months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// <summary>Whether no part is unknown.</summary>
    public bool IsWhole => Year is not null && Month is not null && Day is not null;

    /// <summary>A date of which everything is known.</summary>
    public static BirthDate From(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>
    /// Reads a date as typed or imported: 1985-02-03, 1985/2/3, 19850203, 1985年2月3日, 昭和60年2月3日, 3 Feb 1985 or 3-Feb-85, in
    /// digits of any width. An unknown part is 00, XX or left out at the end.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="today">The date of today, after which no living person was born.</param>
    /// <param name="date">What could be read. Parts that are impossible or ambiguous are unknown.</param>
    /// <returns>What is wrong with the text.</returns>
    public static BirthDateProblem Read(string? text, DateOnly today, out BirthDate date)
    {
        date = default;
        var typed = DateText.Plain(text).ToUpperInvariant();
        if (typed.Length == 0)
        {
            return BirthDateProblem.Missing;
        }

        if (YearFirst().Match(typed) is { Success: true } first)
        {
            return Check(Part(first, "y"), Part(first, "m"), Part(first, "d"), today, out date);
        }

        if (MonthByName().Match(typed) is { Success: true } named
            && Months.IndexOf(named.Groups["m"].Value[..3], StringComparison.Ordinal) is >= 0 and var at && at % 3 == 0)
        {
            var (year, month, day) = (Part(named, "y"), (at / 3) + 1, Part(named, "d"));
            return named.Groups["y"].Length > 2
                ? Check(year, month, day, today, out date)
                : CheckCentury(year ?? 0, month, day, today, out date);
        }

        if (YearLast().Match(typed) is { Success: true } last)
        {
            // 03/02/1985 is February here and March there.
            var problem = Check(Part(last, "y"), null, null, today, out date);
            return problem == BirthDateProblem.Incomplete ? BirthDateProblem.Ambiguous : problem;
        }

        return BirthDateProblem.Unreadable;
    }

    /// <summary>
    /// Reads the six characters of a machine-readable passport, year without century first. The person is less than a
    /// hundred years old. Unknown parts are fillers or zeros (ICAO 9303-4, 4.2.2.2).
    /// </summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/returns"/>
    public static BirthDateProblem ReadMrz(string text, DateOnly today, out BirthDate date)
    {
        date = default;
        if (!SixPlaces().IsMatch(text))
        {
            return BirthDateProblem.Unreadable;
        }

        var year = Two(text, 0) is { } two ? today.Year - (today.Year % 100) + two : (int?)null;
        if (year is { } known && (known, Two(text, 2), Two(text, 4)).CompareTo((today.Year, today.Month, today.Day)) > 0)
        {
            year = known - 100;
        }

        // A year 00 is a year; a month 00 or day 00 is unknown.
        return Check(year, NotZero(Two(text, 2)), NotZero(Two(text, 4)), today, out date);
    }

    /// <summary>
    /// The date with day and month exchanged, as an American date is read in Europe; <c>null</c> if that is no date or the
    /// same one.
    /// </summary>
    public BirthDate? SwapDayAndMonth() => Day is >= 1 and <= 12 && Month is not null && Day != Month
        ? new BirthDate(Year, Day, Month)
        : null;

    /// <summary>The form to store: 1985-02-03, with X for the digits of unknown parts (ISO 8601-2).</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{Places(Year, 4)}-{Places(Month, 2)}-{Places(Day, 2)}");

    /// <summary>Reads the form of <see cref="ToText"/>.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static BirthDate FromText(string text) => Stored().Match(text) is { Success: true } match
        ? new(Part(match, "y"), Part(match, "m"), Part(match, "d"))
        : throw new FormatException("A stored date of birth has the form 1985-02-XX.");

    /// <summary>Says what it is, never the date.</summary>
    public override string ToString() => IsWhole ? "a date of birth" : "a date of birth with unknown parts";

    /// <summary>A year of two digits is of the last century if it has not come yet in this one.</summary>
    private static BirthDateProblem CheckCentury(int year, int month, int? day, DateOnly today, out BirthDate date)
    {
        var isThisCentury = year <= today.Year % 100;
        var century = today.Year - (today.Year % 100) - (isThisCentury ? 0 : 100);
        var problem = Check(century + year, month, day, today, out date);
        if (!isThisCentury || problem is not BirthDateProblem.None and not BirthDateProblem.Incomplete)
        {
            return problem;
        }

        date = date with { Year = null };
        return BirthDateProblem.UnknownCentury;
    }

    /// <summary>Keeps what is possible.</summary>
    private static BirthDateProblem Check(int? year, int? month, int? day, DateOnly today, out BirthDate date)
    {
        var problem = BirthDateProblem.None;
        if (year < EarliestYear || year > today.Year)
        {
            (year, problem) = (null, BirthDateProblem.ImpossibleYear);
        }

        if (month is < 1 or > 12)
        {
            (month, problem) = (null, BirthDateProblem.ImpossibleMonth);
        }

        // In an unknown year February may have 29 days.
        if (day is < 1 || day > DateTime.DaysInMonth(year ?? 2000, month ?? 1))
        {
            (day, problem) = (null, BirthDateProblem.ImpossibleDay);
        }

        if (year is { } y && month is { } m && new DateOnly(y, m, day ?? 1) > today)
        {
            (month, day, problem) = (null, null, BirthDateProblem.InFuture);
        }

        date = new(year, month, day);
        return problem == BirthDateProblem.None && !date.IsWhole ? BirthDateProblem.Incomplete : problem;
    }

    private static int? Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group
        && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    private static int? Two(string text, int at) =>
        int.TryParse(text.AsSpan(at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? NotZero(int? number) => number == 0 ? null : number;

    private static string Places(int? part, int count) =>
        part is { } number ? number.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0') : new('X', count);

    [GeneratedRegex(
        @"^(?<y>\d{4})(?:[-/. 年]{1,2}(?<m>\d{1,2}|XX)(?:[-/. 月]{1,2}(?<d>\d{1,2}|XX)日?|月)?|年|(?<m>\d\d)(?<d>\d\d))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<d>\d{1,2})[-/. ]?(?<m>[A-Z]{3,9})[-/., ]{0,2}(?<y>\d{4}|\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex MonthByName();

    [GeneratedRegex(@"^\d{1,2}[-/. ]\d{1,2}[-/. ](?<y>\d{4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^[0-9]{6}\z|^([0-9]{2}|<<){3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SixPlaces();

    [GeneratedRegex(@"^(?<y>\d{4}|XXXX)-(?<m>\d{2}|XX)-(?<d>\d{2}|XX)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Stored();
}

/// <summary>What is wrong with a date of birth. What could be read is kept.</summary>
public enum BirthDateProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no text.</summary>
    Missing,

    /// <summary>The text is no date.</summary>
    Unreadable,

    /// <summary>Parts are unknown, as in the passport.</summary>
    Incomplete,

    /// <summary>Day and month cannot be told apart; the year was kept.</summary>
    Ambiguous,

    /// <summary>A year of two digits may be of this century or the last one; day and month were kept.</summary>
    UnknownCentury,

    /// <summary>There is no such year.</summary>
    ImpossibleYear,

    /// <summary>There is no such month.</summary>
    ImpossibleMonth,

    /// <summary>The month has no such day.</summary>
    ImpossibleDay,

    /// <summary>The date has not come yet; the year was kept.</summary>
    InFuture,
}
