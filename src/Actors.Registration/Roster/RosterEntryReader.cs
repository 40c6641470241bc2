using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using Actors.Domain.Registration;
using Actors.Privacy.Lookup;

namespace Actors.Registration.Roster;

/// <summary>Reads entries from text, as files and requests bring it.</summary>
/// <param name="today">The local date of today.</param>
/// <param name="region">The country of telephone numbers without a country code; <c>null</c> if such numbers are refused.</param>
internal sealed partial class RosterEntryReader(DateOnly today, string? region)
{
    private const string Retype = "Compare it with the passport.";

    private static readonly string[] DateForms =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "d MMM yyyy", "d-MMM-yyyy", "dMMMyyyy", "d MMM yy",
        "d-MMM-yy", "dMMMyy",
    ];

    private static readonly Dictionary<string, string> Airports = new()
    {
        ["成田"] = "NRT",
        ["NARITA"] = "NRT",
        ["羽田"] = "HND",
        ["HANEDA"] = "HND",
        ["東京"] = "HND",
        ["関西"] = "KIX",
        ["KANSAI"] = "KIX",
        ["中部"] = "NGO",
        ["セントレア"] = "NGO",
        ["CHUBU"] = "NGO",
        ["福岡"] = "FUK",
        ["FUKUOKA"] = "FUK",
        ["新千歳"] = "CTS",
        ["CHITOSE"] = "CTS",
        ["那覇"] = "OKA",
        ["NAHA"] = "OKA",
    };

    private static readonly Dictionary<string, string> Languages = new()
    {
        ["ENGLISH"] = "en",
        ["英語"] = "en",
        ["JAPANESE"] = "ja",
        ["日本語"] = "ja",
        ["CHINESE"] = "zh",
        ["中国語"] = "zh",
        ["中文"] = "zh",
        ["KOREAN"] = "ko",
        ["韓国語"] = "ko",
        ["VIETNAMESE"] = "vi",
        ["ベトナム語"] = "vi",
        ["PORTUGUESE"] = "pt",
        ["ポルトガル語"] = "pt",
        ["SPANISH"] = "es",
        ["スペイン語"] = "es",
        ["NEPALI"] = "ne",
        ["ネパール語"] = "ne",
        ["TAGALOG"] = "tl",
        ["FILIPINO"] = "fil",
        ["タガログ語"] = "tl",
    };

    /// <summary>
    /// Reads an entry. It needs a passport number, a name and a date of arrival; of the other fields, what is wrong is left out.
    /// </summary>
    /// <param name="text">Gives the text of a field; <c>null</c> if there is none.</param>
    /// <param name="found">Told of each problem: the field, a sentence, and whether the entry can be loaded without it.</param>
    /// <returns><c>null</c> if the entry cannot be loaded.</returns>
    public RosterEntry? Read(Func<RosterField, string?> text, Action<RosterField, string, bool> found)
    {
        var number = ReadNumber(text(RosterField.PassportNumber), found);
        var name = PersonName.Create(text(RosterField.Surname), text(RosterField.GivenNames));
        if (name is null)
        {
            found(RosterField.Surname, $"There is no name, or it is longer than {PersonName.MaxLength} characters.", false);
        }

        var arrival = ReadArrival(text(RosterField.ArrivalDate), found);
        var birth = ReadBirthDate(text(RosterField.BirthDate), found);
        if (number is null || name is null || arrival is null)
        {
            return null;
        }

        var optional = new Optional(text, found);
        return new(new(number.Value, optional.State(RosterField.IssuingState), birth, name), arrival.Value)
        {
            Nationality = optional.State(RosterField.Nationality),
            Airport = optional.Code(RosterField.Airport, Airports, AirportForm(), "an airport code of three letters such as NRT"),
            Flight = optional.Code(RosterField.Flight, [], FlightForm(), "a flight number such as NH802"),
            Language = optional.Language(),
            Email = optional.Email(),
            Phone = optional.Phone(region),
            PlaceOfStay = optional.Text(RosterField.PlaceOfStay),
        };
    }

    private static PassportNumber? ReadNumber(string? text, Action<RosterField, string, bool> found)
    {
        if (PassportNumber.TryParse(Unmarked(text), out var number))
        {
            return number;
        }

        found(
            RosterField.PassportNumber,
            string.IsNullOrWhiteSpace(text)
                ? "There is no passport number."
                : $"A passport number has {PassportNumber.MinLength} to {PassportNumber.MaxLength} letters A to Z and digits. "
                    + "If a spreadsheet turned it into a number, format its column as text.",
            false);
        return null;
    }

    private BirthDate ReadBirthDate(string? text, Action<RosterField, string, bool> found)
    {
        var reason = BirthDate.Read(text, today, out var date) switch
        {
            BirthDateProblem.Missing => "There is no date of birth. The row is found by passport number and name only.",
            BirthDateProblem.Unreadable => "It is no date. Write 1985-02-03.",
            BirthDateProblem.Ambiguous => "Day and month cannot be told apart; only the year was kept. Write 1985-02-03.",
            BirthDateProblem.UnknownCentury =>
                "The year has two digits, so its century is unknown; day and month were kept. Write 1985-02-03.",
            BirthDateProblem.ImpossibleYear => $"There is no such year of birth; the rest was kept. {Retype}",
            BirthDateProblem.ImpossibleMonth => $"There is no such month; the rest was kept. {Retype}",
            BirthDateProblem.ImpossibleDay => $"The month has no such day; the rest was kept. {Retype}",
            BirthDateProblem.InFuture => $"The date has not come yet; only the year was kept. {Retype}",
            BirthDateProblem.None or BirthDateProblem.Incomplete or _ => null,
        };
        if (reason is not null)
        {
            found(RosterField.BirthDate, reason, true);
        }

        return date;
    }

    private DateOnly? ReadArrival(string? text, Action<RosterField, string, bool> found)
    {
        var typed = DateText.Plain(text);
        if (!DateOnly.TryParseExact(typed, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            found(
                RosterField.ArrivalDate,
                typed.Length == 0 ? "There is no date."
                    : DayAndMonth().IsMatch(typed) ? "Day and month cannot be told apart. Write 2021-10-15."
                    : "It is no date. Write 2021-10-15.",
                false);
            return null;
        }

        if (date < today.AddYears(-1) || date > today.AddYears(1))
        {
            found(RosterField.ArrivalDate, "The date is more than a year away.", false);
            return null;
        }

        return date;
    }

    /// <summary>Spreadsheets write <c>'001234</c> or <c>="001234"</c> to keep a number as text.</summary>
    private static string? Unmarked(string? text) => text?.Trim() switch
    {
        ['=', '"', .. var marked, '"'] => marked,
        ['\'' or '’', .. var marked] => marked,
        _ => text,
    };

    [GeneratedRegex(@"^\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4}|\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"^\d([.,]\d*)?E\+\d+\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();

    [GeneratedRegex("^[A-Z]{3}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex AirportForm();

    [GeneratedRegex("^[A-Z0-9]{2}[A-Z]?[0-9]{1,4}[A-Z]?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex FlightForm();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageForm();

    /// <summary>Reads the fields without which an entry can be loaded.</summary>
    private sealed class Optional(Func<RosterField, string?> text, Action<RosterField, string, bool> found)
    {
        public StateCode? State(RosterField field) => Read<StateCode?>(
            field,
            typed => StateCode.TryParse(typed, out var state) ? state : null,
            "It is no code of a state such as CHN or CN.");

        public string? Code(RosterField field, Dictionary<string, string> names, Regex form, string what) => Read(
            field,
            typed =>
            {
                var code = IdentityText.NormaliseOrNull(typed) ?? "";
                var name = code.Replace("空港", "", StringComparison.Ordinal).Replace("国際", "", StringComparison.Ordinal);
                code = names.GetValueOrDefault(code) ?? names.GetValueOrDefault(name) ?? code;
                return form.IsMatch(code) ? code : null;
            },
            $"It is not {what}.");

        public string? Language() => Read(
            RosterField.Language,
            typed => Languages.GetValueOrDefault(IdentityText.NormaliseOrNull(typed) ?? "")
                ?? (LanguageForm().IsMatch(typed.Replace('_', '-')) ? typed.Replace('_', '-') : null),
            "It is no language such as ja or zh-Hant. English is used.");

        public string? Email() => Read(
            RosterField.Email,
            typed => typed.Length <= 254 && MailAddress.TryCreate(typed, out var address) && address.Address == typed
                && address.Host.Contains('.', StringComparison.Ordinal)
                ? typed
                : null,
            "It is no e-mail address.");

        public string? Phone(string? region) => Scientific().IsMatch(IdentityText.Compose(text(RosterField.Phone)))
            ? Read<string>(
                RosterField.Phone,
                _ => null,
                "A spreadsheet turned it into a number and lost digits. Format its column as text, and enter it again.")
            : Read(
                RosterField.Phone,
                typed => TelephoneNumber.Read(Unmarked(typed)!, region),
                "It is no telephone number. Write it with its country code, such as +81 90 1234 5678.");

        public string? Text(RosterField field) => Read(
            field,
            typed => typed.Length <= Limits.TextLength ? typed : null,
            $"It is longer than {Limits.TextLength} characters.");

        private T? Read<T>(RosterField field, Func<string, T?> read, string reason)
        {
            if (IdentityText.Compose(text(field)) is not { Length: > 0 } typed)
            {
                return default;
            }

            var value = read(typed);
            if (value is null)
            {
                found(field, reason, true);
            }

            return value;
        }
    }
}
