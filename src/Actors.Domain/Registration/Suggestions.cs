using System.Collections.Immutable;
using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>
/// Ranks rows of the roster that may be a registration with a slip in it (SPEC E3): for staff, never for the software. The
/// reasons say what to look at.
/// </summary>
public static class Suggestions
{
    /// <summary>The minimum score. A likeness of one field alone is no suggestion.</summary>
    private const int MinScore = 65;

    /// <summary>The maximum number of suggestions.</summary>
    public const int MaxCount = 10;

    /// <summary>Ranks candidates, the likeliest first.</summary>
    /// <param name="wanted">The registration.</param>
    /// <param name="candidates">Rows of the roster, each once.</param>
    public static ImmutableArray<Suggestion> Rank(
        TravellerDetails wanted, IEnumerable<KeyValuePair<RecordId, TravellerDetails>> candidates) =>
    [
        .. candidates
            .Select(candidate => Judge(wanted, candidate.Key, candidate.Value))
            .Where(suggestion => suggestion.Score >= MinScore)
            .OrderByDescending(suggestion => suggestion.Score)
            .ThenBy(suggestion => suggestion.Row.ToString(), StringComparer.Ordinal)
            .Take(MaxCount),
    ];

    private static Suggestion Judge(TravellerDetails wanted, RecordId row, TravellerDetails other)
    {
        (SuggestionReason? Reason, int Score)[] judged =
        [
            JudgeNumber(wanted.Number.Value, other.Number.Value),
            JudgeBirth(wanted.BirthDate, other.BirthDate),
            JudgeName(wanted.Name.Compare(other.Name)),
            wanted.IssuingState is { } mine && other.IssuingState is { } others && mine != others
                ? (SuggestionReason.OtherState, -10)
                : (null, 0),
        ];
        return new(
            row, judged.Sum(each => each.Score), [.. judged.Select(each => each.Reason).OfType<SuggestionReason>()]);
    }

    private static (SuggestionReason? Reason, int Score) JudgeNumber(string wanted, string other)
    {
        if (wanted == other)
        {
            return (SuggestionReason.SameNumber, 60);
        }

        if (wanted.Length == other.Length)
        {
            var differing = wanted.Zip(other).Where(pair => pair.First != pair.Second).ToList();
            return differing.All(pair => LookAlikes.AreAlike(pair.First, pair.Second)) ? (SuggestionReason.NumberLooksAlike, 52)
                : differing.Count == 1 ? (SuggestionReason.NumberOneOff, 40)
                : differing.Count == 2 && IsExchanged(wanted, other) ? (SuggestionReason.NumberExchanged, 45)
                : (null, 0);
        }

        var (shorter, longer) = wanted.Length < other.Length ? (wanted, other) : (other, wanted);
        return longer.Length == shorter.Length + 1
            && Enumerable.Range(0, longer.Length).Any(at => longer.Remove(at, 1) == shorter)
                ? (SuggestionReason.NumberOneOff, 40)
                : (null, 0);
    }

    private static bool IsExchanged(string wanted, string other)
    {
        var at = wanted.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return at + 1 < wanted.Length && wanted[at] == other[at + 1] && wanted[at + 1] == other[at];
    }

    private static (SuggestionReason? Reason, int Score) JudgeBirth(BirthDate wanted, BirthDate other)
    {
        if (wanted == other)
        {
            return wanted.IsWhole ? (SuggestionReason.SameBirthDate, 40) : (SuggestionReason.BirthDatePart, 25);
        }

        if (wanted.SwapDayAndMonth() == other)
        {
            return (SuggestionReason.DayAndMonthExchanged, 30);
        }

        var same = Count(wanted.Year, other.Year) + Count(wanted.Month, other.Month) + Count(wanted.Day, other.Day);
        return same >= 2 ? (SuggestionReason.BirthDatePart, 25) : (SuggestionReason.OtherBirthDate, 0);

        static int Count(int? mine, int? others) => mine is null || others is null || mine == others ? 1 : 0;
    }

    private static (SuggestionReason? Reason, int Score) JudgeName(NameLikeness likeness) => likeness switch
    {
        NameLikeness.Same => (SuggestionReason.SameName, 35),
        NameLikeness.OtherOrder => (SuggestionReason.NamesExchanged, 30),
        NameLikeness.OtherSpelling => (SuggestionReason.NameSpelling, 30),
        NameLikeness.Part => (SuggestionReason.NamePart, 20),
        NameLikeness.OneLetterOff => (SuggestionReason.NameOneOff, 20),
        NameLikeness.Different or _ => (SuggestionReason.OtherName, 0),
    };
}

/// <summary>What identifies a traveller. Personal data in the clear: it stays in the process and shows in no text.</summary>
/// <param name="Number">The number of the passport.</param>
/// <param name="IssuingState">The state that issued it; <c>null</c> if unknown.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Name">The name.</param>
[GenerateSerializer, Immutable, Alias("traveller-details")]
public sealed record TravellerDetails(
    [property: Id(0)] PassportNumber Number,
    [property: Id(1)] StateCode? IssuingState,
    [property: Id(2)] BirthDate BirthDate,
    [property: Id(3)] PersonName Name)
{
    /// <summary>Says what it is, never its content.</summary>
    public override string ToString() => "details of a traveller";
}

/// <summary>A row of the roster that may be a registration.</summary>
/// <param name="Row">The id of the row.</param>
/// <param name="Score">How likely, in comparison with others; higher is likelier.</param>
/// <param name="Reasons">What is alike, and what differs.</param>
public sealed record Suggestion(RecordId Row, int Score, ImmutableArray<SuggestionReason> Reasons);

/// <summary>Why a row is suggested, or what speaks against it.</summary>
public enum SuggestionReason
{
    /// <summary>The passport numbers are equal.</summary>
    SameNumber,

    /// <summary>The passport numbers differ in characters that look alike.</summary>
    NumberLooksAlike,

    /// <summary>Two neighbours of the passport number are exchanged.</summary>
    NumberExchanged,

    /// <summary>One character of the passport number differs, is missing or too many.</summary>
    NumberOneOff,

    /// <summary>The dates of birth are equal.</summary>
    SameBirthDate,

    /// <summary>Day and month of birth are exchanged.</summary>
    DayAndMonthExchanged,

    /// <summary>One part of the date of birth differs or is unknown.</summary>
    BirthDatePart,

    /// <summary>The dates of birth differ.</summary>
    OtherBirthDate,

    /// <summary>The names are equal.</summary>
    SameName,

    /// <summary>Surname and given names are exchanged.</summary>
    NamesExchanged,

    /// <summary>The names are spelt in another way.</summary>
    NameSpelling,

    /// <summary>One name is a part of the other.</summary>
    NamePart,

    /// <summary>One letter of the name differs.</summary>
    NameOneOff,

    /// <summary>The names differ.</summary>
    OtherName,

    /// <summary>The issuing states differ.</summary>
    OtherState,
}
