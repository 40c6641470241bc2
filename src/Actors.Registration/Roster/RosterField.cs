using System.Collections.Frozen;
using Actors.Domain.Registration;
using Actors.Registration.Imports;

namespace Actors.Registration.Roster;

/// <summary>The columns of a roster (SPEC E1).</summary>
public enum RosterField
{
    /// <summary>The number of the passport. Required.</summary>
    PassportNumber,

    /// <summary>The state that issued the passport.</summary>
    IssuingState,

    /// <summary>The date of birth. Required, but parts may be unknown.</summary>
    BirthDate,

    /// <summary>The surname. It or the given names are required.</summary>
    Surname,

    /// <summary>The given names.</summary>
    GivenNames,

    /// <summary>The nationality.</summary>
    Nationality,

    /// <summary>The date of arrival. Required.</summary>
    ArrivalDate,

    /// <summary>The airport of arrival, such as NRT.</summary>
    Airport,

    /// <summary>The flight, such as NH802.</summary>
    Flight,

    /// <summary>The language of messages.</summary>
    Language,

    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>The telephone number.</summary>
    Phone,

    /// <summary>The place of stay from the written pledge.</summary>
    PlaceOfStay,
}

/// <summary>Which column of a file holds which field. Columns are named in English or Japanese, in any order.</summary>
internal sealed class RosterColumns
{
    /// <summary>The name in reports first, then other names of the same column.</summary>
    private static readonly Dictionary<RosterField, string[]> Names = new()
    {
        [RosterField.PassportNumber] =
            ["passport number", "passport no", "passport", "document number", "旅券番号", "パスポート番号", "パスポートNo"],
        [RosterField.IssuingState] =
            ["issuing state", "issuing country", "country of issue", "passport country", "発行国", "旅券発行国", "パスポート発行国"],
        [RosterField.BirthDate] = ["date of birth", "birth date", "birthday", "dob", "生年月日"],
        [RosterField.Surname] = ["surname", "last name", "family name", "姓", "氏", "名字", "苗字"],
        [RosterField.GivenNames] = ["given names", "given name", "first name", "forename", "名"],
        [RosterField.Nationality] = ["nationality", "citizenship", "国籍"],
        [RosterField.ArrivalDate] =
            ["arrival date", "date of arrival", "arrival", "entry date", "date of entry", "到着日", "入国日", "到着予定日", "入国予定日"],
        [RosterField.Airport] = ["airport", "arrival airport", "port of entry", "到着空港", "空港", "入国空港"],
        [RosterField.Flight] = ["flight", "flight number", "flight no", "便名", "搭乗便", "フライト", "到着便"],
        [RosterField.Language] = ["language", "言語", "使用言語", "希望言語"],
        [RosterField.Email] = ["email", "e-mail address", "mail", "mail address", "メールアドレス", "メール", "電子メール"],
        [RosterField.Phone] =
            ["phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "電話番号", "携帯電話番号", "携帯電話", "電話"],
        [RosterField.PlaceOfStay] =
            ["place of stay", "address", "address in japan", "accommodation", "待機場所", "滞在場所", "滞在先", "宿泊先", "住所", "待機先住所"],
    };

    private static readonly FrozenDictionary<string, RosterField> Known = Names
        .SelectMany(field => field.Value.Select(name => KeyValuePair.Create(Normalise(name), field.Key)))
        .ToFrozenDictionary();

    private static readonly RosterField[] Required =
        [RosterField.PassportNumber, RosterField.BirthDate, RosterField.Surname, RosterField.ArrivalDate];

    private readonly int[] _columns;

    private RosterColumns(int[] columns, IReadOnlyList<string> unknown)
    {
        _columns = columns;
        Unknown = unknown;
    }

    /// <summary>The columns that hold no field.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>The name of a field in reports.</summary>
    public static string NameOf(RosterField field) => Names[field][0];

    /// <summary>Reads a header.</summary>
    /// <exception cref="CsvFileException">A required column is missing, or a field has two.</exception>
    public static RosterColumns Read(IReadOnlyList<string> header)
    {
        var columns = Enumerable.Repeat(-1, Names.Count).ToArray();
        var unknown = new List<string>();
        foreach (var (column, name) in header.Index())
        {
            if (!Known.TryGetValue(Normalise(name), out var field) && !Known.TryGetValue(WithoutRemark(name), out field))
            {
                unknown.Add(name.Trim());
                continue;
            }

            if (columns[(int)field] >= 0)
            {
                throw new CsvFileException($"Two columns hold the {NameOf(field)}: {columns[(int)field] + 1} and {column + 1}.");
            }

            columns[(int)field] = column;
        }

        var missing = Required.Where(field => columns[(int)field] < 0).Select(field => $"\"{NameOf(field)}\"").ToList();
        return missing.Count == 0
            ? new(columns, [.. unknown.Where(name => name.Length > 0)])
            : throw new CsvFileException(
                $"The first line has no column {string.Join(", ", missing)}. It names the columns, in English or Japanese.");
    }

    /// <summary>The field of a row; <c>null</c> if the file has no such column.</summary>
    public string? Get(CsvRecords records, RosterField field) =>
        _columns[(int)field] is >= 0 and var column ? records[column] : null;

    /// <summary>Forms add remarks in brackets, such as 生年月日（西暦）.</summary>
    private static string WithoutRemark(string name) => Normalise(IdentityText.Compose(name).Split('(', '[', '【')[0]);

    private static string Normalise(string name) => string.Concat(
        IdentityText.Compose(name).ToUpperInvariant().Where(char.IsLetterOrDigit));
}
