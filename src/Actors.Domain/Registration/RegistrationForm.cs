using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;

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
