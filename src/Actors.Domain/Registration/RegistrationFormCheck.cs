using System.Collections.Immutable;
using System.Text;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Registration;

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
