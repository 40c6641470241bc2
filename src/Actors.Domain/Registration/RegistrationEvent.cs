using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>The details of a person, each sealed under the key of the person.</summary>
/// <param name="PassportNumber">The number of the passport, normalised.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Surname">The surname.</param>
/// <param name="GivenName">The given name.</param>
/// <param name="IssuingState">The code of the state that issued the passport; empty if it is not known.</param>
[GenerateSerializer, Immutable, Alias("registration.sealed-details")]
public sealed record SealedDetails(
    [property: Id(0)] Sealed PassportNumber, [property: Id(1)] Sealed BirthDate, [property: Id(2)] Sealed Surname,
    [property: Id(3)] Sealed GivenName, [property: Id(4)] Sealed IssuingState)
{
    /// <summary>The purpose for which the code of the state is sealed. The others have those of their names.</summary>
    public static readonly SealPurpose IssuingStatePurpose = new("issuing-state");
}

/// <summary>
/// An event in the registration of one person. Each event carries everything that the state needs. Details are sealed.
/// </summary>
public abstract record RegistrationEvent
{
    private RegistrationEvent()
    {
    }

    /// <summary>A person registered, first or after the end of a stay.</summary>
    /// <param name="Programme">The programme and the version whose texts the person agreed to.</param>
    /// <param name="At">When.</param>
    /// <param name="Details">The details.</param>
    /// <param name="Consents">The consents; of a companion those of the carer.</param>
    /// <param name="Denied">What the phone may not use.</param>
    /// <param name="Language">The language of texts, a tag of RFC 5646.</param>
    /// <param name="Device">The key of the phone; <c>null</c> for companions, and for phones without one.</param>
    /// <param name="Carer">The person who answers for this one; <c>null</c> if the person answers.</param>
    [Alias("registration.submitted")]
    public sealed record Submitted(
        ProgrammeVersion Programme, DateTimeOffset At, SealedDetails Details, ImmutableArray<Consent> Consents,
        PhoneFaults Denied, string Language, DeviceKey? Device, EntrantId? Carer) : RegistrationEvent;

    /// <summary>The phone signed a request, which holds once.</summary>
    /// <param name="SignedAt">The time in the signature, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="Action">What was asked.</param>
    /// <param name="At">When.</param>
    [Alias("registration.signed")]
    public sealed record RequestSigned(long SignedAt, string Action, DateTimeOffset At) : RegistrationEvent;

    /// <summary>The details were corrected, by the person or by staff.</summary>
    [Alias("registration.corrected")]
    public sealed record Corrected(SealedDetails Details, DateTimeOffset At, string? Staff) : RegistrationEvent;

    /// <summary>No other registration of the programme has these details.</summary>
    [Alias("registration.identity-taken")]
    public sealed record IdentityTaken(DateTimeOffset At) : RegistrationEvent;

    /// <summary>Another registration has these details: this phone asks to take it over.</summary>
    [Alias("registration.takeover-asked")]
    public sealed record TakeoverAsked(EntrantId Of, DateTimeOffset At) : RegistrationEvent;

    /// <summary>Another phone asks for the same registration already; this one asks again later.</summary>
    [Alias("registration.takeover-postponed")]
    public sealed record TakeoverPostponed(DateTimeOffset AskAt) : RegistrationEvent;

    /// <summary>The request of this phone was refused.</summary>
    [Alias("registration.takeover-denied")]
    public sealed record TakeoverDenied(DateTimeOffset At) : RegistrationEvent;

    /// <summary>This phone belongs to another registration from now on.</summary>
    [Alias("registration.moved")]
    public sealed record Moved(EntrantId To, DateTimeOffset At) : RegistrationEvent;

    /// <summary>The roster knows the person.</summary>
    /// <param name="Row">The row of the roster; <c>null</c> if staff confirmed the person without one.</param>
    /// <param name="NameDiffers">Whether staff look at the name.</param>
    /// <param name="At">When.</param>
    [Alias("registration.confirmed")]
    public sealed record Confirmed(RecordId? Row, bool NameDiffers, DateTimeOffset At) : RegistrationEvent;

    /// <summary>The person says that the details are right although the roster does not know them.</summary>
    [Alias("registration.upheld")]
    public sealed record Upheld(DateTimeOffset At) : RegistrationEvent;

    /// <summary>A stay began.</summary>
    /// <param name="Stay">The stay.</param>
    /// <param name="LandedAt">When the person landed.</param>
    /// <param name="LookAt">When staff look at it if the roster does not know the person by then.</param>
    [Alias("registration.stay-begun")]
    public sealed record StayBegun(StayId Stay, DateTimeOffset LandedAt, DateTimeOffset LookAt) : RegistrationEvent;

    /// <summary>The roster does not know the person, days after landing: staff look at it.</summary>
    [Alias("registration.staff-asked")]
    public sealed record StaffAsked(DateTimeOffset At) : RegistrationEvent;

    /// <summary>The person answers for a companion.</summary>
    [Alias("registration.companion-added")]
    public sealed record CompanionAdded(EntrantId Companion, DateTimeOffset At) : RegistrationEvent;

    /// <summary>The phone switched its mode.</summary>
    [Alias("registration.mode-changed")]
    public sealed record ModeChanged(PhoneMode Mode, DateTimeOffset At) : RegistrationEvent;

    /// <summary>Another phone asks to take this registration over.</summary>
    /// <param name="By">The registration of that phone.</param>
    /// <param name="Device">Its key.</param>
    /// <param name="At">When.</param>
    /// <param name="Until">Until when the consent is waited for.</param>
    /// <param name="StopsDuties">Whether nothing counts as missed until then.</param>
    /// <param name="Code">The code that is mailed, sealed; <c>null</c> if no mail address is known.</param>
    /// <param name="Tries">How often the code may be typed.</param>
    [Alias("registration.takeover-requested")]
    public sealed record TakeoverRequested(
        EntrantId By, DeviceKey Device, DateTimeOffset At, DateTimeOffset Until, bool StopsDuties, Sealed? Code, int Tries)
        : RegistrationEvent;

    /// <summary>A wrong code was typed.</summary>
    [Alias("registration.code-mistyped")]
    public sealed record CodeMistyped(DateTimeOffset At) : RegistrationEvent;

    /// <summary>The wait is over without consent: staff decide, and duties count again.</summary>
    [Alias("registration.takeover-overdue")]
    public sealed record TakeoverOverdue(DateTimeOffset At) : RegistrationEvent;

    /// <summary>The other phone took the registration over.</summary>
    /// <param name="Device">The key of the phone.</param>
    /// <param name="By">Who consented.</param>
    /// <param name="Staff">The account of the member of staff; <c>null</c> if staff had no part.</param>
    /// <param name="At">When.</param>
    [Alias("registration.phone-replaced")]
    public sealed record PhoneReplaced(DeviceKey Device, TakeoverConsent By, string? Staff, DateTimeOffset At)
        : RegistrationEvent;

    /// <summary>The registration is over, and what is kept of the person is erased.</summary>
    [Alias("registration.closed")]
    public sealed record Closed(DateTimeOffset At) : RegistrationEvent;

    /// <summary>The other phone may not take the registration over.</summary>
    [Alias("registration.takeover-refused")]
    public sealed record TakeoverRefused(TakeoverConsent By, string? Staff, DateTimeOffset At) : RegistrationEvent;
}

/// <summary>Whose word decided about another phone. The numbers are stored.</summary>
[GenerateSerializer, Alias("registration.takeover-consent")]
public enum TakeoverConsent : byte
{
    /// <summary>The phone of the registration.</summary>
    Phone = 1,

    /// <summary>The code that was mailed.</summary>
    Code = 2,

    /// <summary>Staff.</summary>
    Staff = 3,

    /// <summary>The phone that had asked: its details were corrected.</summary>
    Withdrawn = 4,
}

/// <summary>The mode of a phone (SPEC E6). The numbers are stored.</summary>
[GenerateSerializer, Alias("registration.phone-mode")]
public enum PhoneMode : byte
{
    /// <summary>The phone reports to the centre.</summary>
    HealthMonitoring = 0,

    /// <summary>The phone reports nothing.</summary>
    Normal = 1,
}

/// <summary>An effect of a decision about a registration, carried out once its events are durable.</summary>
public abstract record RegistrationEffect
{
    private RegistrationEffect()
    {
    }

    /// <summary>Finds out whether another registration has the details, and whether the roster knows them.</summary>
    public sealed record Match : RegistrationEffect;

    /// <summary>Tells the entrant that the roster knows the person.</summary>
    public sealed record ConfirmStay : RegistrationEffect;

    /// <summary>Nothing counts as missed until a moment, because two phones ask for one person.</summary>
    public sealed record StopDuties(DateTimeOffset Until) : RegistrationEffect;

    /// <summary>Duties count again.</summary>
    public sealed record ResumeDuties : RegistrationEffect;

    /// <summary>Opens a work item for staff.</summary>
    public sealed record AskStaff(bool AboutPhone) : RegistrationEffect;

    /// <summary>Mails the code.</summary>
    public sealed record MailCode : RegistrationEffect;

    /// <summary>Signs all phones of the person out.</summary>
    public sealed record SignOut : RegistrationEffect;

    /// <summary>Tells the registration of the other phone what became of its request.</summary>
    /// <param name="By">That registration.</param>
    /// <param name="IsGranted">Whether the phone took over.</param>
    public sealed record AnswerTakeover(EntrantId By, bool IsGranted) : RegistrationEffect;

    /// <summary>Takes back the request of this phone for another registration.</summary>
    public sealed record WithdrawTakeover(EntrantId Of) : RegistrationEffect;

    /// <summary>Shows a notice on connected phones.</summary>
    public sealed record ShowNotice(PhoneNotice Notice) : RegistrationEffect;

    /// <summary>Ends the stay that this registration began before its phone moved to another one.</summary>
    public sealed record EndStay : RegistrationEffect;
}
