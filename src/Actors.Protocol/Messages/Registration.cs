using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>What a phone sends when the person has taken all steps of a registration. The phone signs it with its key.</summary>
/// <param name="DeviceKey">The public key: SubjectPublicKeyInfo of ECDSA P-256 as base64url without padding.</param>
/// <param name="Language">The language of texts, a tag of RFC 5646.</param>
/// <param name="AppVersion">The version of the app.</param>
/// <param name="Platform">The system and its version.</param>
/// <param name="Consents">The consents, in the order in which they were given.</param>
/// <param name="Permissions">What the person allowed; null if the phone did not ask.</param>
/// <param name="Details">What the person typed.</param>
/// <param name="SentAt">When the phone sent it, by its clock.</param>
public sealed record RegistrationForm(
    string DeviceKey, string Language, string AppVersion, string Platform, IReadOnlyList<ConsentGiven> Consents,
    PermissionsGiven? Permissions, TypedDetails Details, DateTimeOffset SentAt)
{
    /// <summary>Omits what the person typed.</summary>
    public override string ToString() => nameof(RegistrationForm);
}

/// <summary>A consent.</summary>
/// <param name="Kind">To what.</param>
/// <param name="Version">The version of the text.</param>
/// <param name="At">When, by the clock of the phone.</param>
public sealed record ConsentGiven(ConsentKind Kind, int Version, DateTimeOffset At);

/// <summary>To what a person agrees, in the order of the screens.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConsentKind>))]
public enum ConsentKind
{
    /// <summary>The terms of use.</summary>
    Terms = 1,

    /// <summary>What health answers are used for.</summary>
    Health = 2,

    /// <summary>What the written pledge demands.</summary>
    Pledge = 3,

    /// <summary>What locations are used for.</summary>
    Location = 4,
}

/// <summary>What the person allowed the app.</summary>
public sealed record PermissionsGiven(bool Notifications, bool Microphone, bool Camera, bool Location);

/// <summary>What the person typed of the passport. Passport number and date of birth are typed twice, names once.</summary>
/// <param name="PassportNumber">The number.</param>
/// <param name="PassportNumberAgain">The number, typed again.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="BirthDateAgain">The date of birth, typed again.</param>
/// <param name="Surname">The surname.</param>
/// <param name="GivenName">The given name; null for people with one name.</param>
/// <param name="IssuingState">The code of the state that issued the passport; null if it was not asked.</param>
/// <param name="Zone">
/// The machine-readable zone as scanned or pasted, which stands for the second entries; null if there is none.
/// </param>
public sealed record TypedDetails(
    string PassportNumber, string PassportNumberAgain, TypedDate BirthDate, TypedDate BirthDateAgain, string Surname,
    string? GivenName = null, string? IssuingState = null, string? Zone = null)
{
    /// <summary>Omits what the person typed.</summary>
    public override string ToString() => nameof(TypedDetails);
}

/// <summary>A date as it was typed.</summary>
public sealed record TypedDate(int? Year, int? Month, int? Day)
{
    /// <summary>Omits what the person typed.</summary>
    public override string ToString() => nameof(TypedDate);
}

/// <summary>The answer to a registration and to a code. Its size does not depend on what the server knows.</summary>
/// <param name="Person">The id of the registration, 32 hexadecimal digits, which the phone names when it signs.</param>
/// <param name="Texts">What the person reads next.</param>
/// <param name="Padding">Blanks that fill the answer up.</param>
public sealed record RegistrationAnswer(string Person, IReadOnlyList<HomeText> Texts, string Padding = "");

/// <summary>The phone asks for a token. It has no members yet.</summary>
public sealed record TokenRequest;

/// <summary>The person says that the details are right although the roster does not know them. It has no members yet.</summary>
public sealed record DetailsUpheld;

/// <summary>A token for a phone.</summary>
/// <param name="Person">For whom the phone speaks from now on, 32 hexadecimal digits.</param>
/// <param name="Token">The token.</param>
public sealed record IssuedToken(string Person, string Token)
{
    /// <summary>Omits the token.</summary>
    public override string ToString() => Person;
}

/// <summary>A correction of the details.</summary>
/// <param name="Details">All details, typed as for a registration.</param>
public sealed record DetailsCorrection(TypedDetails Details);

/// <summary>A companion for whom the person answers.</summary>
/// <param name="Number">16 hexadecimal digits that the phone draws and repeats with every attempt.</param>
/// <param name="Consents">The consents that the carer gives for the companion.</param>
/// <param name="Details">The details of the companion.</param>
/// <param name="SentAt">When the phone sent it, by its clock.</param>
public sealed record CompanionForm(
    string Number, IReadOnlyList<ConsentGiven> Consents, TypedDetails Details, DateTimeOffset SentAt);

/// <summary>The person has landed.</summary>
/// <param name="LandedAt">When, in programme time.</param>
public sealed record Arrival(DateTimeOffset LandedAt);

/// <summary>The phone switches its mode.</summary>
public sealed record ModeChange(PhoneMode Mode);

/// <summary>The mode of a phone.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PhoneMode>))]
public enum PhoneMode
{
    /// <summary>The phone reports to the centre.</summary>
    HealthMonitoring,

    /// <summary>The phone reports nothing.</summary>
    Normal,
}

/// <summary>What the person says about another phone that asks to continue the registration.</summary>
/// <param name="IsAllowed">Whether the other phone takes over.</param>
/// <param name="Person">The id of a companion; null for the person of the phone.</param>
public sealed record TakeoverDecision(bool IsAllowed, string? Person = null);

/// <summary>The code that was mailed to a person who registered on another phone before.</summary>
/// <param name="Code">Eight digits.</param>
public sealed record TakeoverCode(string Code)
{
    /// <summary>Omits the code.</summary>
    public override string ToString() => nameof(TakeoverCode);
}

/// <summary>The registration as its phone shows it.</summary>
/// <param name="Person">The id, 32 hexadecimal digits.</param>
/// <param name="Programme">The programme.</param>
/// <param name="State">How far it is.</param>
/// <param name="Mode">The mode of the phone.</param>
/// <param name="Details">The registered details, to compare.</param>
/// <param name="Companions">The companions.</param>
/// <param name="OtherPhoneUntil">
/// Another phone asks to continue this registration, and nothing counts as missed until then; null if none asks.
/// </param>
/// <param name="DetailsContact">The address for questions about details that do not match.</param>
/// <param name="AppContact">The address for questions about the use of the app.</param>
/// <param name="Texts">What the person reads, in the language of the phone.</param>
public sealed record RegistrationStatus(
    string Person, string Programme, RegistrationProgress State, PhoneMode Mode, RegisteredDetails Details,
    IReadOnlyList<string> Companions, DateTimeOffset? OtherPhoneUntil, string DetailsContact, string AppContact,
    IReadOnlyList<HomeText> Texts);

/// <summary>How far a registration is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RegistrationProgress>))]
public enum RegistrationProgress
{
    /// <summary>The roster does not know the person, who has not landed yet.</summary>
    Waiting,

    /// <summary>The person has landed, and the roster does not know them.</summary>
    Unconfirmed,

    /// <summary>The roster knows the person.</summary>
    Confirmed,
}

/// <summary>The registered details.</summary>
public sealed record RegisteredDetails(
    string PassportNumber, DateOnly BirthDate, string Surname, string GivenName, string? IssuingState)
{
    /// <summary>Omits them.</summary>
    public override string ToString() => nameof(RegisteredDetails);
}

/// <summary>What the screens of a registration show, for one programme and language.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Name">The name of the centre.</param>
/// <param name="Language">The language of the texts.</param>
/// <param name="Languages">All languages with their own names.</param>
/// <param name="Consents">The texts to agree to, in the order of the screens.</param>
/// <param name="MinimumAppVersion">The oldest version of the app.</param>
/// <param name="MinimumIos">The oldest version of iOS.</param>
/// <param name="MinimumAndroid">The oldest version of Android.</param>
/// <param name="MaxCompanions">The largest number of companions.</param>
/// <param name="WallTime">The wall clock of the server, with which a phone dates its signatures.</param>
public sealed record RegistrationScreens(
    string Programme, string Name, string Language, IReadOnlyList<LanguageChoice> Languages,
    IReadOnlyList<ConsentText> Consents, string MinimumAppVersion, string MinimumIos, string MinimumAndroid, int MaxCompanions,
    DateTimeOffset WallTime);

/// <summary>A language that a person can choose.</summary>
public sealed record LanguageChoice(string Tag, string Name);

/// <summary>A text to agree to.</summary>
public sealed record ConsentText(ConsentKind Kind, int Version, string Title, string Text);
