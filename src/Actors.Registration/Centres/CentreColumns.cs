using System.Collections.Frozen;
using System.Collections.Immutable;
using Actors.Domain.Registration;
using Actors.Registration.Imports;

namespace Actors.Registration.Centres;

/// <summary>Reads centres from the rows of a file, whose columns are named in English or Japanese.</summary>
internal sealed class CentreColumns
{
    private const string MunicipalityName = "municipality";
    private const string PhonesName = "phones";
    private const string NameName = "name";
    private const string KindName = "kind";
    private const int MaxText = 300;

    private static readonly char[] Separators = [';', '、', '/', '\n', '|'];

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["prefecture"] = ["prefecture", "都道府県"],
        [MunicipalityName] = ["municipality", "area", "city", "市区町村", "管轄区域", "地域"],
        [KindName] = ["kind", "type", "種別", "区分"],
        [NameName] = ["name", "centre", "center", "名称", "保健所名", "窓口名"],
        ["hours"] = ["hours", "opening hours", "受付時間", "対応時間"],
        [PhonesName] = ["phones", "phone", "telephone", "電話番号", "電話"],
        ["languages"] = ["languages", "language", "対応言語", "言語"],
    };

    private static readonly FrozenDictionary<string, string> Known = Names
        .SelectMany(column => column.Value.Select(name => KeyValuePair.Create(Normalise(name), column.Key)))
        .ToFrozenDictionary();

    private readonly Dictionary<string, int> _columns = [];

    /// <summary>Reads a header.</summary>
    /// <exception cref="CsvFileException">A required column is missing, or two hold the same.</exception>
    public CentreColumns(IReadOnlyList<string> header)
    {
        var unknown = new List<string>();
        foreach (var (column, name) in header.Index())
        {
            if (!Known.TryGetValue(Normalise(name), out var known))
            {
                unknown.Add(name.Trim());
            }
            else if (!_columns.TryAdd(known, column))
            {
                throw new CsvFileException($"Two columns hold the {known}: {_columns[known] + 1} and {column + 1}.");
            }
        }

        var missing = new[] { MunicipalityName, NameName, PhonesName }.Where(name => !_columns.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            throw new CsvFileException(
                $"The first line has no column \"{string.Join("\", \"", missing)}\". It names the columns, in English or "
                + "Japanese.");
        }

        Unknown = [.. unknown.Where(name => name.Length > 0)];
    }

    /// <summary>The columns that hold nothing known.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Reads a centre.</summary>
    /// <param name="records">The row.</param>
    /// <param name="found">Told what is wrong: the column and a sentence.</param>
    /// <returns><c>null</c> if something is wrong.</returns>
    public Centre? Read(CsvRecords records, Action<string, string> found)
    {
        var isGood = true;
        var name = Text(NameName);
        if (name.Length == 0)
        {
            Report(NameName, "There is no name.");
        }

        var phones = Split(Text(PhonesName));
        if (phones.IsEmpty || phones.Any(phone => phone.Count(char.IsDigit) < 3))
        {
            Report(PhonesName, "There is no telephone number, or one has too few digits. Separate several with semicolons.");
        }

        var kind = Text(KindName).ToUpperInvariant() switch
        {
            "" or "HEALTH CENTRE" or "HEALTH CENTER" or "保健所" => CentreKind.HealthCentre,
            "CONSULTATION" or "CONSULTATION CENTRE" or "CONSULTATION CENTER" or "相談センター" or "受診・相談センター" or "相談窓口" =>
                CentreKind.Consultation,
            _ => (CentreKind?)null,
        };
        if (kind is null)
        {
            Report(KindName, "It is neither \"health centre\" nor \"consultation\".");
        }

        foreach (var column in _columns.Where(column => Text(column.Key).Length > MaxText))
        {
            Report(column.Key, $"It is longer than {MaxText} characters.");
        }

        return !isGood ? null : new(CentreArea.Of(Text("prefecture"), Text(MunicipalityName)), kind!.Value, name)
        {
            Hours = Text("hours"),
            Phones = phones,
            Languages = Split(Text("languages")),
        };

        string Text(string column) =>
            _columns.TryGetValue(column, out var at) ? IdentityText.Compose(records[at]) : "";

        void Report(string column, string reason)
        {
            isGood = false;
            found(column, reason);
        }
    }

    private static ImmutableArray<string> Split(string text) =>
        [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Normalise(string name) => string.Concat(
        IdentityText.Compose(name).ToUpperInvariant().Where(char.IsLetterOrDigit));
}
