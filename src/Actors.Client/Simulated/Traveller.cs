using System.Globalization;
using System.Text;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// A fictional traveller: what the passport and the roster say, and how the person enters it on the phone. Telephone numbers
/// begin with <see cref="PhonePrefix"/>.
/// </summary>
public sealed record Traveller
{
    /// <summary>The columns of a roster (docs/ROSTER.md).</summary>
    public const string RosterHeader =
        "passport number,issuing state,date of birth,surname,given names,nationality,arrival date,airport,flight,language,email,"
        + "phone,place of stay";

    /// <summary>How the numbers of simulated phones begin. Japan assigns no mobile number with 0 after 90.</summary>
    public const string PhonePrefix = "+81900";

    private const int PhoneDigits = 10_000_000;
    private const ulong Stream = 0x54726176656C;
    private const int MaxCompanions = 2;

    /// <summary>The share of each way to enter except the usual one.</summary>
    private static readonly (EntryHabit Habit, int PerMille)[] Shares =
    [
        (EntryHabit.Mistypes, 60), (EntryHabit.ExchangesNames, 40), (EntryHabit.MistypesTwice, 30),
        (EntryHabit.IsExpectedLater, 40),
    ];

    private static readonly (string State, string Language, string[] Surnames, string[] GivenNames)[] Origins =
    [
        ("CHN", "zh-Hans", ["WANG", "ZHANG", "CHEN", "LIU"], ["WEI", "XIUYING", "JIAN GUO", "MIN"]),
        ("KOR", "ko", ["KIM", "PARK", "CHOI", "JUNG"], ["MIN JUN", "SEO YEON", "JI HO", "HA EUN"]),
        ("VNM", "vi", ["NGUYEN", "TRAN", "PHAM", "VO"], ["THI LAN", "VAN HUNG", "MINH ANH", "QUOC BAO"]),
        ("BRA", "pt", ["SILVA SOUZA", "OLIVEIRA", "COSTA", "ROCHA"], ["ANA BEATRIZ", "JOAO PEDRO", "LUCAS", "MARINA"]),
        ("PER", "es", ["GARCIA RAMOS", "FLORES", "QUISPE", "ROJAS"], ["MARIA JOSE", "LUIS ALBERTO", "CARMEN", "DIEGO"]),
        ("NPL", "ne", ["SHRESTHA", "GURUNG", "TAMANG", "RAI"], ["SITA", "BISHNU", "ANJALI", "RAM BAHADUR"]),
        ("PHL", "tl", ["SANTOS", "REYES", "DELA CRUZ", "BAUTISTA"], ["MARIA CLARA", "JOSE MARIE", "ANGELICA", "RAMON"]),
        ("GBR", "en", ["SMITH-JONES", "O'BRIEN", "TAYLOR", "KHAN"], ["ALICE MARY", "THOMAS", "PRIYA", "GEORGE"]),
        ("JPN", "ja", ["SATO", "SUZUKI", "ONO", "OHASHI"], ["YUKI", "HARUTO", "AOI", "KENICHI"]),
    ];

    /// <summary>The number of the passport, in normal form.</summary>
    public required string PassportNumber { get; init; }

    /// <summary>The state that issued the passport.</summary>
    public required string IssuingState { get; init; }

    /// <summary>The date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>The surname.</summary>
    public required string Surname { get; init; }

    /// <summary>The given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>The language of the person, a tag of RFC 5646.</summary>
    public required string Language { get; init; }

    /// <summary>The telephone number in E.164; null if the roster names neither number nor e-mail address.</summary>
    public string? Phone { get; init; }

    private string? Email => Phone is null ? null : $"{PassportNumber.ToLowerInvariant()}@example.org";

    /// <summary>How the person enters.</summary>
    public EntryHabit Habit { get; init; }

    /// <summary>How the person writes the passport number; all ways mean the same.</summary>
    public int Writing { get; init; }

    /// <summary>Those for whom the person answers, without companions of their own.</summary>
    public IReadOnlyList<Traveller> Companions { get; init; } = [];

    /// <summary>The person and the companions.</summary>
    public IEnumerable<Traveller> Family => Companions.Prepend(this);

    /// <summary>Draws a traveller.</summary>
    /// <param name="seed">The same seed gives the same traveller; another one another passport.</param>
    public static Traveller Draw(ulong seed)
    {
        var random = SeededRandom.For(seed, Stream);
        var person = DrawPerson(random);
        var drawn = random.Next(1_000);
        var habit = EntryHabit.Exact;
        foreach (var (other, perMille) in Shares)
        {
            habit = drawn >= 0 && drawn < perMille ? other : habit;
            drawn -= perMille;
        }

        var companions = random.Chance(0.05) ? 1 + random.Next(MaxCompanions) : 0;
        return person with
        {
            Habit = habit,
            Companions =
            [
                .. Enumerable.Range(0, companions).Select(_ => DrawPerson(random) with
                {
                    Surname = person.Surname, IssuingState = person.IssuingState, Language = person.Language,
                }),
            ],
        };
    }

    /// <summary>A roster with travellers, as CSV.</summary>
    /// <param name="travellers">The travellers, each with the local date of arrival.</param>
    public static string WriteRoster(IEnumerable<(Traveller Traveller, DateOnly Arrival)> travellers)
    {
        var text = new StringBuilder(RosterHeader).Append('\n');
        foreach (var (one, arrival) in travellers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.PassportNumber},{one.IssuingState},{one.BirthDate:yyyy-MM-dd},")
                .Append(CultureInfo.InvariantCulture, $"{one.Surname},{one.GivenName},{one.IssuingState},{arrival:yyyy-MM-dd},")
                .Append(CultureInfo.InvariantCulture, $"NRT,NH802,{one.Language},{one.Email},")
                .Append(CultureInfo.InvariantCulture, $"{one.Phone},Fictional Hotel {one.PassportNumber[^2..]}\n");
        }

        return text.ToString();
    }

    /// <summary>What the person types.</summary>
    /// <param name="isFirst">Whether it is the first time; later people look more closely.</param>
    public TypedDetails Type(bool isFirst)
    {
        var (wrong, isWrongTwice) = (Slip(PassportNumber), Habit == EntryHabit.MistypesTwice);
        var first = isFirst && isWrongTwice ? wrong : PassportNumber;
        var again = isFirst && (isWrongTwice || Habit == EntryHabit.Mistypes) ? wrong : PassportNumber;
        var date = new TypedDate(BirthDate.Year, BirthDate.Month, BirthDate.Day);
        var (surname, givenName) = Habit == EntryHabit.ExchangesNames ? (GivenName, Surname) : (Surname, GivenName);
        return new(Write(first), again, date, date, surname, givenName, IssuingState);
    }

    /// <summary>Says what it is, never who.</summary>
    public override string ToString() => $"a fictional traveller ({Habit})";

    /// <summary>The last digit is another one.</summary>
    private static string Slip(string number) => number[..^1] + (number[^1] == '7' ? '1' : '7');

    private static Traveller DrawPerson(SeededRandom random)
    {
        var (state, language, surnames, givenNames) = Origins[random.Next(Origins.Length)];
        var bits = random.NextBits();
        return new()
        {
            PassportNumber = $"F{bits.ToString("X16", CultureInfo.InvariantCulture)[..11]}",
            IssuingState = state,
            BirthDate = new DateOnly(1945, 1, 1).AddDays(random.Next(27_000)),
            Surname = surnames[random.Next(surnames.Length)],
            GivenName = givenNames[random.Next(givenNames.Length)],
            Language = language,
            Phone = string.Create(CultureInfo.InvariantCulture, $"{PhonePrefix}{bits % PhoneDigits:D7}"),
            Writing = random.Next(4),
        };
    }

    /// <summary>Small letters, blanks, full width or as it stands: what the server brings into one form.</summary>
    private string Write(string number) => Writing switch
    {
        1 => number.ToLowerInvariant(),
        2 => $"{number[..4]} {number[4..]}-",
        3 => string.Concat(number.Select(character => (char)(character + ('\uFF21' - 'A')))),
        _ => number,
    };
}

/// <summary>How a simulated person enters the country. Most make no mistake.</summary>
public enum EntryHabit
{
    /// <summary>The roster expects the person, who types what the passport says.</summary>
    Exact = 0,

    /// <summary>Types the passport number otherwise the second time, is told so, and types it again.</summary>
    Mistypes = 1,

    /// <summary>Takes surname and given name for each other: the roster knows the person, and staff look at the name.</summary>
    ExchangesNames = 2,

    /// <summary>Types the same wrong number twice: the roster does not know the person until the details are corrected.</summary>
    MistypesTwice = 3,

    /// <summary>Is on a roster that comes after the landing.</summary>
    IsExpectedLater = 4,
}
