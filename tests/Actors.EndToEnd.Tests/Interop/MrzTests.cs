using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Client.Simulated;
using Actors.Domain.Registration;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>The reader of passports beside one of others (SPEC E2), on zones of which half have one character misread.</summary>
public sealed class MrzTests
{
    private const int Zones = 400;
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Digits = "0123456789";

    /// <summary>The places of nationality and sex: which codes there are is not the question here.</summary>
    private static readonly int[] Unchecked = [10, 11, 12, 20];

    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly string[] Names =
    [
        "SATO<<HANA", "NGUYEN<<THI<MINH<CHAU", "O<CONNOR<<ENYA<SIOBHAN", "ARKFREITH", "VAN<DER<MUELLEN<<MARTINUS<JOHANNES",
        "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "LI<<NA", "SMITH<JONES<<SUSIE<MARGARET",
    ];

    private static readonly string[] States = ["JPN", "D<<", "VNM", "FRA", "PHL", "BRA", "CHN", "USA", "GBR", "KOR", "IND"];

    [Fact(Timeout = 120_000)]
    public async Task E2_Passports_are_read_as_by_another_library()
    {
        var random = new SeededRandom(9303);
        var zones = Enumerable.Range(0, Zones).Select(number => Draw(random, isMisread: number % 2 == 1)).ToList();
        var others = await ReadByOthersAsync(zones);
        var unsound = 0;
        foreach (var (zone, other) in zones.Zip(others))
        {
            var own = Mrz.Read(string.Join('\n', zone), Today);
            var what = $"{string.Join('\n', zone)}\n{string.Join(", ", own.Problems)}\n{other}";
            var problems = own.Problems.Select(problem => problem.Field).ToHashSet();
            unsound += own.IsSound ? 0 : 1;
            Assert.True(IsSound(other, "documentNumber") != problems.Contains(MrzField.Number), what);
            Assert.True(IsSound(other, "birthDate") != problems.Contains(MrzField.BirthDate), what);
            Assert.True(IsSound(other, "expirationDate") != problems.Contains(MrzField.ValidUntil), what);
            Assert.True(IsSound(other, "personalNumber") != problems.Contains(MrzField.Optional), what);
            Assert.True(own.IsSound == other.All(field => (bool)field.Value!["valid"]!), what);
            Assert.Equal((string?)other["documentNumber"]!["value"], own.Number?.Value);
            Assert.Equal((string?)other["lastName"]!["value"], own.Name!.Surname);
            Assert.Equal((string?)other["firstName"]!["value"] ?? "", own.Name.GivenNames);
        }

        Assert.InRange(unsound, Zones / 3, Zones / 2);
    }

    private static string[] Draw(SeededRandom random, bool isMisread)
    {
        var state = States[random.Next(States.Length)];
        var number = Text(random, Characters, 1) + Text(random, Digits, 6 + random.Next(3));
        var birth = new DateOnly(1940 + random.Next(80), 1 + random.Next(12), 1 + random.Next(28));
        var until = Today.AddDays(random.Next(3_650));
        var optional = random.Chance(0.5) ? Text(random, Characters, 1 + random.Next(14)) : "";
        var names = $"P<{state}{Names[random.Next(Names.Length)]}".PadRight(Mrz.LineLength, '<');
        var data = Checked(number.PadRight(9, '<')) + state + Checked(Date(birth)) + (random.Chance(0.5) ? 'F' : 'M')
            + Checked(Date(until)) + Checked(optional.PadRight(14, '<'));
        data += Mrz.CheckDigit(data[..10] + data[13..20] + data[21..43]).ToString(CultureInfo.InvariantCulture);
        if (isMisread)
        {
            int at;
            do
            {
                at = random.Next(Mrz.LineLength);
            }
            while (Unchecked.Contains(at));

            data = $"{data[..at]}{Text(random, char.IsAsciiDigit(data[at]) ? Digits : Characters, 1)}{data[(at + 1)..]}";
        }

        return [names, data];
    }

    private static string Date(DateOnly date) => date.ToString("yyMMdd", CultureInfo.InvariantCulture);

    private static string Checked(string field) => $"{field}{Mrz.CheckDigit(field)}";

    private static string Text(SeededRandom random, string characters, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => characters[random.Next(characters.Length)]));

    private static bool IsSound(JsonObject read, string field) =>
        (bool)read[field]!["valid"]! && (bool)read[$"{field}CheckDigit"]!["valid"]!;

    private static async Task<IReadOnlyList<JsonObject>> ReadByOthersAsync(IReadOnlyList<string[]> zones)
    {
        using var node = Process.Start(new ProcessStartInfo("node", "mrz.mjs")
        {
            WorkingDirectory = InteropPackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var reading = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(zones));
        node.StandardInput.Close();
        return [.. JsonNode.Parse(await reading)!.AsArray().Select(read => read!.AsObject())];
    }
}
