using System.Collections.Immutable;
using System.Text;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Registration;

/// <summary>What the person agrees to, in the order of the screens (SPEC E2). The numbers are stored.</summary>
[GenerateSerializer, Alias("registration.consent-kind")]
public enum ConsentKind : byte
{
    /// <summary>The terms of use.</summary>
    Terms = 1,

    /// <summary>The notice of what the health answers are used for.</summary>
    Health = 2,

    /// <summary>The notice of what the written pledge demands.</summary>
    Pledge = 3,

    /// <summary>The notice of what locations are used for.</summary>
    Location = 4,
}

/// <summary>A consent, as it was given.</summary>
/// <param name="Kind">To what.</param>
/// <param name="Version">The version of the text that the person read.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("registration.consent")]
public sealed record Consent(
    [property: Id(0)] ConsentKind Kind, [property: Id(1)] int Version, [property: Id(2)] DateTimeOffset At);

/// <summary>A date as it was typed: nothing is left out or corrected.</summary>
public readonly record struct TypedDate(int? Year, int? Month, int? Day)
{
    /// <summary>The date; <c>null</c> if there is no such date.</summary>
    public DateOnly? Date => Year is >= 1 and <= 9999 and var year && Month is >= 1 and <= 12 and var month
        && Day is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;
}

/// <summary>What a person typed of the passport, each entry as often as it is asked for.</summary>
/// <param name="PassportNumber">The number, typed the first time.</param>
/// <param name="PassportNumberAgain">The number, typed the second time.</param>
/// <param name="BirthDate">The date of birth, typed the first time.</param>
/// <param name="BirthDateAgain">The date of birth, typed the second time.</param>
/// <param name="Surname">The surname.</param>
/// <param name="GivenName">The given name; empty for people with one name.</param>
/// <param name="IssuingState">The code of the state that issued the passport; empty if it was not asked.</param>
/// <param name="Zone">
/// The machine-readable zone as scanned or pasted; empty if the person typed all. It stands for the second entries.
/// </param>
public sealed record TypedDetails(
    string PassportNumber, string PassportNumberAgain, TypedDate BirthDate, TypedDate BirthDateAgain, string Surname,
    string GivenName, string IssuingState = "", string Zone = "")
{
    /// <summary>Whether there is a machine-readable zone.</summary>
    public bool HasZone => IdentityText.NormaliseOrNull(Zone) is not null;

    /// <summary>Does not contain what was typed.</summary>
    public override string ToString() => nameof(TypedDetails);
}

/// <summary>What a phone sends when all steps are done.</summary>
/// <param name="Consents">The consents in the order in which they were given, by the clock of the phone.</param>
/// <param name="Denied">What the person did not allow; <c>null</c> if the phone did not ask.</param>
/// <param name="Details">What the person typed.</param>
/// <param name="SentAt">When the phone sent it, by its clock.</param>
public sealed record RegistrationForm(
    ImmutableArray<Consent> Consents, PhoneFaults? Denied, TypedDetails Details, DateTimeOffset SentAt);

/// <summary>The details of a person, checked and normalised.</summary>
/// <param name="PassportNumber">The number of the passport, normalised.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Surname">The surname in capital letters, with single blanks between words.</param>
/// <param name="GivenName">The given name in the same form; empty for people with one name.</param>
/// <param name="IssuingState">The code of the state that issued the passport; empty if it is not known.</param>
[GenerateSerializer, Immutable, Alias("registration.details")]
public sealed record PersonDetails(
    [property: Id(0)] string PassportNumber, [property: Id(1)] DateOnly BirthDate, [property: Id(2)] string Surname,
    [property: Id(3)] string GivenName, [property: Id(4)] string IssuingState = "")
{
    /// <summary>The same, as the roster compares it.</summary>
    public TravellerDetails ToTraveller() => new(
        Registration.PassportNumber.Parse(PassportNumber),
        StateCode.TryParse(IssuingState, out var state) ? state : null,
        Registration.BirthDate.From(BirthDate),
        PersonName.Create(Surname, GivenName) ?? throw new InvalidOperationException("The form has checked the name."));

    /// <summary>Does not contain them.</summary>
    public override string ToString() => nameof(PersonDetails);
}

/// <summary>What is wrong with one entry.</summary>
/// <param name="Field">The path of the entry, such as <c>birthDateAgain.month</c>.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Position">The first character that differs, from 1; <c>null</c> where that does not matter.</param>
public sealed record FormProblem(string Field, string Code, int? Position = null)
{
    /// <summary>Nothing was entered.</summary>
    public const string Missing = "value-missing";

    /// <summary>The entry has characters that a passport does not have, or too many or too few.</summary>
    public const string Malformed = "value-malformed";

    /// <summary>There is no such date, or no living person was born on it.</summary>
    public const string DateImpossible = "date-impossible";

    /// <summary>The second entry is not the same as the first.</summary>
    public const string Differs = "entries-differ";

    /// <summary>The person did not agree yet.</summary>
    public const string ConsentMissing = "consent-missing";

    /// <summary>The text has changed since; the person reads the present one.</summary>
    public const string ConsentOutdated = "consent-outdated";

    /// <summary>The steps were not taken in their order.</summary>
    public const string OutOfOrder = "steps-out-of-order";

    /// <summary>The phone did not ask for its permissions.</summary>
    public const string NotAsked = "permissions-not-asked";
}

/// <summary>Checks what people type. Entries are compared after normalisation (SPEC E2, <see cref="IdentityText"/>).</summary>
public static class RegistrationFormCheck
{
    private const int LongestName = 100;
    private const int LongestLife = 130;

    /// <summary>Checks a form, step by step in the order of the screens.</summary>
    /// <param name="form">The form.</param>
    /// <param name="rules">The rules of the programme.</param>
    /// <param name="today">The local date.</param>
    /// <returns>The details; <c>null</c> if there are problems.</returns>
    public static (PersonDetails? Details, ImmutableArray<FormProblem> Problems) Check(
        RegistrationForm form, RegistrationRules rules, DateOnly today)
    {
        var problems = ImmutableArray.CreateBuilder<FormProblem>();
        CheckConsents(form.Consents, rules, problems);
        if (form.Denied is null)
        {
            problems.Add(new("permissions", FormProblem.NotAsked));
        }

        var (details, wrong) = Check(form.Details, today);
        problems.AddRange(wrong);
        return (problems.Count == 0 ? details : null, problems.DrainToImmutable());
    }

    /// <summary>Checks the details alone, as for a correction or a companion.</summary>
    public static (PersonDetails? Details, ImmutableArray<FormProblem> Problems) Check(TypedDetails typed, DateOnly today)
    {
        var problems = ImmutableArray.CreateBuilder<FormProblem>();
        var passport = CheckPassport(typed, problems);
        var birthDate = CheckBirthDate(typed, today, problems);
        if (typed.HasZone)
        {
            CheckZone(Mrz.Read(typed.Zone, today), passport, birthDate, problems);
        }

        var surname = CheckName(typed.Surname, "surname", isNeeded: true, problems);
        var givenName = CheckName(typed.GivenName, "givenName", isNeeded: false, problems);
        var isStateGiven = IdentityText.NormaliseOrNull(typed.IssuingState) is not null;
        if (!StateCode.TryParse(typed.IssuingState, out var state) && isStateGiven)
        {
            problems.Add(new("issuingState", FormProblem.Malformed));
        }

        return problems.Count == 0
            ? (new(passport, birthDate, surname, givenName, state.ToString()), [])
            : (null, problems.DrainToImmutable());
    }

    /// <summary>The consents by the clock of the server, as long before the present as the phone says.</summary>
    public static ImmutableArray<Consent> Date(RegistrationForm form, DateTimeOffset now) =>
    [
        .. form.Consents.Select(consent => consent with
        {
            At = StoredTime.WholeSecond(now) - (form.SentAt > consent.At ? form.SentAt - consent.At : TimeSpan.Zero),
        }),
    ];

    /// <summary>The present version of a text.</summary>
    private static int VersionOf(RegistrationRules rules, ConsentKind kind) => kind switch
    {
        ConsentKind.Terms => rules.TermsVersion,
        ConsentKind.Health => rules.HealthNoticeVersion,
        ConsentKind.Pledge => rules.PledgeNoticeVersion,
        ConsentKind.Location or _ => rules.LocationNoticeVersion,
    };

    private static void CheckConsents(
        ImmutableArray<Consent> given, RegistrationRules rules, ImmutableArray<FormProblem>.Builder problems)
    {
        var before = problems.Count;
        foreach (var kind in Enum.GetValues<ConsentKind>())
        {
            var field = $"consents.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}";
            if (given.LastOrDefault(consent => consent.Kind == kind) is not { } consent)
            {
                problems.Add(new(field, FormProblem.ConsentMissing));
            }
            else if (consent.Version != VersionOf(rules, kind))
            {
                problems.Add(new(field, FormProblem.ConsentOutdated));
            }
        }

        if (problems.Count == before
            && !(given.SequenceEqual(given.OrderBy(static consent => consent.Kind))
                && given.SequenceEqual(given.OrderBy(static consent => consent.At))))
        {
            problems.Add(new("consents", FormProblem.OutOfOrder));
        }
    }

    private static string CheckPassport(TypedDetails typed, ImmutableArray<FormProblem>.Builder problems)
    {
        if (IdentityText.NormaliseOrNull(typed.PassportNumber) is not { } number)
        {
            problems.Add(new("passportNumber", FormProblem.Missing));
            return "";
        }

        if (!PassportNumber.TryParse(number, out _))
        {
            problems.Add(new("passportNumber", FormProblem.Malformed));
        }
        else if (IdentityText.NormaliseOrNull(typed.PassportNumberAgain) is not { } again)
        {
            AddMissing("passportNumberAgain", typed, problems);
        }
        else if (again != number)
        {
            var same = number.AsSpan().CommonPrefixLength(again.AsSpan());
            problems.Add(new("passportNumberAgain", FormProblem.Differs, same + 1));
        }

        return number;
    }

    private static DateOnly CheckBirthDate(
        TypedDetails typed, DateOnly today, ImmutableArray<FormProblem>.Builder problems)
    {
        var (first, again) = (typed.BirthDate, typed.BirthDateAgain);
        if (first == default)
        {
            problems.Add(new("birthDate", FormProblem.Missing));
        }
        else if (first.Date is not { } date || date > today || date.Year < today.Year - LongestLife)
        {
            problems.Add(new("birthDate", FormProblem.DateImpossible));
        }
        else if (again == default)
        {
            AddMissing("birthDateAgain", typed, problems);
        }
        else
        {
            AddIf(again.Year != first.Year, "year");
            AddIf(again.Month != first.Month, "month");
            AddIf(again.Day != first.Day, "day");
        }

        return first.Date ?? default;

        void AddIf(bool differs, string part)
        {
            if (differs)
            {
                problems.Add(new($"birthDateAgain.{part}", FormProblem.Differs));
            }
        }
    }

    /// <summary>The machine-readable zone stands for the second entry.</summary>
    private static void AddMissing(string field, TypedDetails typed, ImmutableArray<FormProblem>.Builder problems)
    {
        if (!typed.HasZone)
        {
            problems.Add(new(field, FormProblem.Missing));
        }
    }

    /// <summary>
    /// Number and date of birth, with their check digits, must be those that the person confirmed. Of a date with unknown parts
    /// the known ones count, and what a state writes into the other fields is left to the person.
    /// </summary>
    private static void CheckZone(
        Mrz zone, string passport, DateOnly birthDate, ImmutableArray<FormProblem>.Builder problems)
    {
        foreach (var problem in zone.Problems)
        {
            if (problem.Field is MrzField.Line or MrzField.Number or MrzField.Composite
                || problem is { Field: MrzField.BirthDate, Fault: MrzFault.CheckDigit })
            {
                problems.Add(new("zone", FormProblem.Malformed));
                return;
            }
        }

        var read = zone.BirthDate;
        if (zone.Number?.Value != passport)
        {
            problems.Add(new("zone", FormProblem.Differs));
        }
        else if (birthDate != default && ((read.Year is { } year && year != birthDate.Year)
            || (read.Month is { } month && month != birthDate.Month) || (read.Day is { } day && day != birthDate.Day)))
        {
            problems.Add(new("zone", FormProblem.Differs));
        }
    }

    private static string CheckName(string typed, string field, bool isNeeded, ImmutableArray<FormProblem>.Builder problems)
    {
        if (IdentityText.NormaliseOrNull(typed) is not { } compared)
        {
            if (isNeeded)
            {
                problems.Add(new(field, FormProblem.Missing));
            }

            return "";
        }

        var name = string.Join(
            ' ', typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length > LongestName || compared.Any(char.IsControl) || PersonName.Create(name, "") is null)
        {
            problems.Add(new(field, FormProblem.Malformed));
        }

        return name;
    }
}
