using System.Globalization;
using System.Text;
using Actors.Testing;

namespace Actors.Registration.Tests.Roster;

/// <summary>A roster with rows of every kind of defect, and what is expected to be said about each.</summary>
internal sealed class DefectiveRows
{
    private const string Header =
        "passport number,issuing state,date of birth,surname,given names,nationality,arrival date,airport,flight,language,"
        + "email,phone,place of stay";

    private static readonly (string Kind, Action<string[]> Break, string? Field, bool IsLoaded, string Reason)[] Defects =
    [
        ("good", _ => { }, null, true, ""),
        ("full width", row => row[0] = string.Concat(row[0].Select(digit => (char)(digit + 0xFEE0))), null, true, ""),
        ("blanks", row => row[0] = $" {row[0][..3]} {row[0][3..]}\u3000", null, true, ""),
        ("unknown day", row => row[2] = "1985-02-XX", null, true, ""),
        ("one name", row => row[4] = "", null, true, ""),
        ("quoted", row => row[12] = "\"Hotel \"\"A\"\", room 1\"", null, true, ""),
        ("two lines", row => row[12] = "\"Hotel\nroom 1\"", null, true, ""),
        ("no number", row => row[0] = "", "passport number", false, "There is no passport number."),
        ("number of a spreadsheet", row => row[0] = "1.23E+08", "passport number", false, "format its column as text"),
        ("number with signs", row => row[0] = "TK12/345", "passport number", false, "letters A to Z and digits"),
        ("no name", row => row[3] = row[4] = " ", "surname", false, "There is no name"),
        ("no arrival", row => row[6] = "", "arrival date", false, "There is no date."),
        ("impossible arrival", row => row[6] = "2021-02-30", "arrival date", false, "It is no date. Write 2021-10-15."),
        ("arrival far away", row => row[6] = "2012-10-20", "arrival date", false, "more than a year away"),
        ("impossible birth",
            row => row[2] = "1985-02-30", "date of birth", true, "The month has no such day; the rest was kept."),
        ("ambiguous birth", row => row[2] = "03/02/1985", "date of birth", true, "Day and month cannot be told apart"),
        ("birth in future", row => row[2] = "2031-02-03", "date of birth", true, "There is no such year of birth"),
        ("no birth", row => row[2] = "", "date of birth", true, "There is no date of birth."),
        ("no state", row => row[1] = "Atlantis", "issuing state", true, "It is no code of a state"),
        ("no nationality", row => row[5] = "??", "nationality", true, "It is no code of a state"),
        ("no airport", row => row[7] = "somewhere", "airport", true, "It is not an airport code"),
        ("no flight", row => row[8] = "by ship", "flight", true, "It is not a flight number"),
        ("no language", row => row[9] = "12345", "language", true, "It is no language"),
        ("no mail address", row => row[10] = "anna at example.org", "email", true, "It is no e-mail address."),
        ("no telephone", row => row[11] = "call me", "phone", true, "It is no telephone number."),
        ("long place", row => row[12] = new string('x', 501), "place of stay", true, "longer than 500 characters"),
        ("half-width", row => row[3] = "ﾔﾏﾀﾞ", null, true, ""),
        ("era of birth", row => row[2] = "昭和60年2月3日", null, true, ""),
        ("era of arrival", row => row[6] = "R3.10.20", null, true, ""),
        ("time of day", row => (row[2], row[6]) = ("1985-02-03T00:00:00", "2021/10/20 0:00"), null, true, ""),
        ("two digits", row => (row[2], row[6]) = ("3-Feb-85", "20-Oct-21"), null, true, ""),
        ("marked as text", row => (row[0], row[11]) = ($"'{row[0]}", "'0312345678"), null, true, ""),
        ("formula", row => row[0] = $"\"=\"\"{row[0]}\"\"\"", null, true, ""),
        ("unknown century", row => row[2] = "3-Feb-01", "date of birth", true, "its century is unknown"),
        ("ambiguous arrival", row => row[6] = "5/1/2021", "arrival date", false, "Day and month cannot be told apart."),
        ("telephone of a spreadsheet", row => row[11] = "8.13E+10", "phone", true, "A spreadsheet turned it into a number"),
        ("zero byte", row => row[12] = "Hotel \0", "", false, "no text in the encoding"),
        ("open quote", row => row[12] = "\"Hotel", "", false, "A quote opens a field and is not closed"),
        ("stray quote", row => row[12] = "Hotel \"A\"", "", false, "A quote stands inside a field."),
        ("comma", row => row[12] = "Hotel, room 1", "", false, "more fields than the header"),
        ("too short", row => row[12] = "\0", "", false, "fewer fields than the header"),
    ];

    private readonly StringBuilder _csv = new(Header + "\n");

    public DefectiveRows(ulong seed, int count)
    {
        var random = new SeededRandom(seed);
        var line = 2;
        for (var number = 0; number < count; number++)
        {
            // Each kind comes in its turn.
            var (kind, spoil, field, isLoaded, reason) = Defects[number % Defects.Length];
            var row = Row(number, random);
            spoil(row);
            var text = kind == "too short" ? string.Join(',', row[..12]) : string.Join(',', row);
            _csv.Append(text).Append(random.Next(0, 2) == 0 ? "\n" : "\r\n");
            Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
            if (field is not null)
            {
                ExpectedFindings.Add((line, field, isLoaded, reason));
            }

            _ = isLoaded ? Loaded++ : Rejected++;
            line += text.Count(character => character == '\n') + 1;
        }
    }

    public string Csv => _csv.ToString();

    public int Loaded { get; }

    public int Rejected { get; }

    public List<(int Line, string Field, bool IsLoaded, string Reason)> ExpectedFindings { get; } = [];

    public Dictionary<string, int> Kinds { get; } = [];

    /// <summary>What must not stand in a report.</summary>
    public IReadOnlyList<string> Secrets { get; } = ["TK1", "SMITH", "ﾔﾏﾀﾞ", "example.org", "Hotel"];

    private static string[] Row(int number, SeededRandom random) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"TK1{number:000000}"), "SWE",
        string.Create(CultureInfo.InvariantCulture, $"19{random.Next(50, 99)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}"),
        "SMITH", "JOHN", "SWE", "2021-10-20", "NRT", "NH802", "en", "john@example.org", "+81312345678", "Hotel",
    ];
}
