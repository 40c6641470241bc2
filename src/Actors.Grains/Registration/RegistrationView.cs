using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;

namespace Actors.Grains.Registration;

/// <summary>A checked form.</summary>
/// <param name="Programme">The programme, in the version whose texts the person agreed to.</param>
/// <param name="Details">The details.</param>
/// <param name="Consents">The consents, by the clock of the server.</param>
/// <param name="Denied">What the phone may not use.</param>
/// <param name="Language">The language of texts, a tag of RFC 5646.</param>
/// <param name="Device">The key of the phone; <c>null</c> for companions, and for phones without one.</param>
[GenerateSerializer, Immutable, Alias("registration.submission")]
public sealed record Submission(
    [property: Id(0)] ProgrammeVersion Programme,
    [property: Id(1)] PersonDetails Details,
    [property: Id(2)] ImmutableArray<Consent> Consents,
    [property: Id(3)] PhoneFaults Denied,
    [property: Id(4)] string Language,
    [property: Id(5)] DeviceKey? Device);

/// <summary>A person who is brought in bulk.</summary>
/// <param name="Submission">The details.</param>
/// <param name="Carer">The person who answers for this one; <c>null</c> if the person answers.</param>
/// <param name="Companions">For whom the person answers. They are enrolled before.</param>
/// <param name="LandedAt">When the person landed.</param>
/// <param name="Match">The row of the roster; <c>null</c> if the roster does not know the person.</param>
[GenerateSerializer, Immutable, Alias("registration.enrolment")]
public sealed record Enrolment(
    [property: Id(0)] Submission Submission,
    [property: Id(1)] EntrantId? Carer,
    [property: Id(2)] ImmutableArray<EntrantId> Companions,
    [property: Id(3)] DateTimeOffset LandedAt,
    [property: Id(4)] RosterMatch? Match);

/// <summary>Whether a phone gets a token, and for whom.</summary>
/// <param name="Refusal">The reason for a refusal; <c>null</c> if the phone gets one.</param>
/// <param name="Person">For whom the phone speaks.</param>
/// <param name="Programme">The programme.</param>
/// <param name="LandedAt">When the person landed; <c>null</c> if no stay began.</param>
[GenerateSerializer, Immutable, Alias("registration.token-grant")]
public sealed record TokenGrant(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] EntrantId Person = default,
    [property: Id(2)] ProgrammeVersion Programme = default,
    [property: Id(3)] DateTimeOffset? LandedAt = null)
{
    /// <summary>The phone gets none.</summary>
    public static TokenGrant Of(Refusal refusal) => new(refusal);
}

/// <summary>A registration without the details of the person.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="IsConfirmed">Whether the roster knows the person.</param>
/// <param name="IsUpheld">Whether the person says that the details are right.</param>
/// <param name="NameDiffers">Whether staff look at the name.</param>
/// <param name="LandedAt">When the person landed; <c>null</c> if no stay began.</param>
/// <param name="IsLookedAt">Whether staff look at a person whom the roster does not know.</param>
/// <param name="Language">The language of texts.</param>
/// <param name="Mode">The mode of the phone.</param>
/// <param name="Carer">The person who answers for this one; <c>null</c> if the person answers.</param>
/// <param name="Companions">The people for whom this person answers.</param>
/// <param name="OtherPhone">The request of another phone; <c>null</c> if there is none.</param>
/// <param name="Stays">The number of stays so far, the present one included.</param>
/// <param name="Row">The row of the roster; <c>null</c> if there is none.</param>
/// <param name="Other">
/// The registration that this phone asks for, or took over and speaks for; <c>null</c> if it is this one.
/// </param>
[GenerateSerializer, Immutable, Alias("registration.view")]
public sealed record RegistrationView(
    [property: Id(0)] ProgrammeVersion Programme,
    [property: Id(1)] bool IsConfirmed,
    [property: Id(2)] bool IsUpheld,
    [property: Id(3)] bool NameDiffers,
    [property: Id(4)] DateTimeOffset? LandedAt,
    [property: Id(5)] bool IsLookedAt,
    [property: Id(6)] string Language,
    [property: Id(7)] PhoneMode Mode,
    [property: Id(8)] EntrantId? Carer,
    [property: Id(9)] ImmutableArray<EntrantId> Companions,
    [property: Id(10)] OtherPhoneView? OtherPhone,
    [property: Id(11)] int Stays = 0,
    [property: Id(12)] RecordId? Row = null,
    [property: Id(13)] EntrantId? Other = null);

/// <summary>The request of another phone, as the phone of the registration and staff see it.</summary>
/// <param name="By">The registration of the other phone.</param>
/// <param name="At">When it asked.</param>
/// <param name="Until">Until when nothing counts as missed.</param>
/// <param name="IsOverdue">Whether staff decide now.</param>
[GenerateSerializer, Immutable, Alias("registration.other-phone")]
public sealed record OtherPhoneView(
    [property: Id(0)] EntrantId By,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] bool IsOverdue);
