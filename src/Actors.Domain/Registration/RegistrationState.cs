using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>The state of one registration. History is in the ledger.</summary>
public sealed record RegistrationState : IEventSourced<RegistrationState, RegistrationEvent>
{
    /// <summary>The programme; <c>null</c> before the person registered.</summary>
    public ProgrammeVersion? Programme { get; init; }

    /// <summary>The details; <c>null</c> before the person registered.</summary>
    public SealedDetails? Details { get; init; }

    /// <summary>The consents of the present registration.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>The language of texts, a tag of RFC 5646.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The key of the phone; <c>null</c> for companions, and for phones without one.</summary>
    public DeviceKey? Device { get; init; }

    /// <summary>The time of the newest signature, in milliseconds since 1970-01-01 UTC.</summary>
    public long SignedAt { get; init; }

    /// <summary>The person who answers for this one; <c>null</c> if the person answers.</summary>
    public EntrantId? Carer { get; init; }

    /// <summary>The people for whom this person answers in the present stay, or the next one.</summary>
    public ImmutableArray<EntrantId> Companions { get; init; } = [];

    /// <summary>How this registration stands to others with the same details.</summary>
    public IdentityStanding Standing { get; init; }

    /// <summary>The registration that this phone asks for, or moved to; <c>null</c> if there is none.</summary>
    public EntrantId? Other { get; init; }

    /// <summary>When this phone asks again for another registration; <c>null</c> if it does not.</summary>
    public DateTimeOffset? AskAt { get; init; }

    /// <summary>Whether the roster knows the person.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The row of the roster; <c>null</c> if there is none.</summary>
    public RecordId? Row { get; init; }

    /// <summary>Whether the name differs from that of the roster.</summary>
    public bool NameDiffers { get; init; }

    /// <summary>Whether the person says that the details are right although the roster does not know them.</summary>
    public bool IsUpheld { get; init; }

    /// <summary>The present stay, or the last one; <c>null</c> if none began since the person registered.</summary>
    public StayId? Stay { get; init; }

    /// <summary>When the person landed; <c>null</c> if no stay began.</summary>
    public DateTimeOffset? LandedAt { get; init; }

    /// <summary>The number of stays so far.</summary>
    public int Stays { get; init; }

    /// <summary>When staff look at a person whom the roster does not know; <c>null</c> if not, or not again.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>The mode of the phone.</summary>
    public PhoneMode Mode { get; init; }

    /// <summary>The request of another phone; <c>null</c> if there is none.</summary>
    public Takeover? Takeover { get; init; }

    /// <summary>When a request of another phone last stopped duties; <c>null</c> if none did.</summary>
    public DateTimeOffset? DutiesStoppedAt { get; init; }

    /// <summary>Since when the person is being erased; <c>null</c> if not.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <inheritdoc/>
    public DueTime? NextDue
    {
        get
        {
            if (ClosedAt is not null)
            {
                return null;
            }

            var at = Earlier(Earlier(AskAt, LookAt), Takeover is { IsOverdue: false } takeover ? takeover.Until : null);
            return at is { } moment ? new(moment, DuePriority.Upkeep) : null;
        }
    }

    /// <inheritdoc/>
    public RegistrationState Apply(RegistrationEvent happened) => happened switch
    {
        RegistrationEvent.Submitted submitted => Submit(submitted),
        RegistrationEvent.RequestSigned signed => this with { SignedAt = signed.SignedAt },
        RegistrationEvent.Corrected corrected => this with
        {
            Details = corrected.Details,
            Standing = IdentityStanding.Unknown,
            Other = null,
            AskAt = null,
            IsUpheld = false,
        },
        RegistrationEvent.IdentityTaken => this with { Standing = IdentityStanding.Own, Other = null, AskAt = null },
        RegistrationEvent.TakeoverAsked asked => this with
        {
            Standing = IdentityStanding.AsksForOther,
            Other = asked.Of,
            AskAt = null,
        },
        RegistrationEvent.TakeoverPostponed postponed => this with { AskAt = postponed.AskAt },
        RegistrationEvent.TakeoverDenied => this with { Standing = IdentityStanding.Denied, Other = null, AskAt = null },
        RegistrationEvent.Moved moved => this with
        {
            Standing = IdentityStanding.Moved,
            Other = moved.To,
            AskAt = null,
            LookAt = null,
        },
        RegistrationEvent.Confirmed confirmed => this with
        {
            IsConfirmed = true,
            Row = confirmed.Row,
            NameDiffers = confirmed.NameDiffers,
            LookAt = null,
        },
        RegistrationEvent.Upheld => this with { IsUpheld = true },
        RegistrationEvent.StayBegun begun => this with
        {
            Stay = begun.Stay,
            LandedAt = begun.LandedAt,
            Stays = Stays + 1,
            LookAt = IsConfirmed ? null : begun.LookAt,
        },
        RegistrationEvent.StaffAsked => this with { LookAt = null },
        RegistrationEvent.CompanionAdded added => this with { Companions = Companions.Add(added.Companion) },
        RegistrationEvent.Closed closed => this with { ClosedAt = closed.At },
        RegistrationEvent.ModeChanged changed => this with { Mode = changed.Mode },
        _ => ApplyTakeover(happened),
    };

    private RegistrationState ApplyTakeover(RegistrationEvent happened) => happened switch
    {
        RegistrationEvent.TakeoverRequested requested => this with
        {
            Takeover = new(requested.By, requested.Device, requested.At, requested.Until, requested.Code, requested.Tries),
            DutiesStoppedAt = requested.StopsDuties ? requested.At : DutiesStoppedAt,
        },
        RegistrationEvent.CodeMistyped => this with
        {
            Takeover = Takeover! with
            {
                TriesLeft = Takeover.TriesLeft - 1,
                Code = Takeover.TriesLeft > 1 ? Takeover.Code : null,
            },
        },
        RegistrationEvent.TakeoverOverdue => this with { Takeover = Takeover! with { IsOverdue = true, Code = null } },
        RegistrationEvent.PhoneReplaced replaced => this with { Takeover = null, Device = replaced.Device, SignedAt = 0 },
        RegistrationEvent.TakeoverRefused => this with { Takeover = null },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "This event is not known."),
    };

    /// <summary>A person who comes again registers again: only the phone and the number of stays remain.</summary>
    private RegistrationState Submit(RegistrationEvent.Submitted submitted) => new()
    {
        Programme = submitted.Programme,
        Details = submitted.Details,
        Consents = submitted.Consents,
        Language = submitted.Language,
        Device = submitted.Device,
        SignedAt = SignedAt,
        Carer = submitted.Carer,
        Stays = Stays,
        DutiesStoppedAt = DutiesStoppedAt,
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}

/// <summary>How a registration stands to others of the programme with the same details. The numbers are stored.</summary>
[GenerateSerializer, Alias("registration.identity-standing")]
public enum IdentityStanding : byte
{
    /// <summary>Not known yet.</summary>
    Unknown = 0,

    /// <summary>No other one has them.</summary>
    Own = 1,

    /// <summary>Another one has them, and this phone asks to take it over.</summary>
    AsksForOther = 2,

    /// <summary>Another one has them, and this phone may not take it over.</summary>
    Denied = 3,

    /// <summary>This phone took another one over, and speaks for that one.</summary>
    Moved = 4,
}

/// <summary>The request of another phone to take a registration over.</summary>
/// <param name="By">The registration of that phone.</param>
/// <param name="Device">Its key.</param>
/// <param name="At">When it asked.</param>
/// <param name="Until">Until when the consent is waited for.</param>
/// <param name="Code">The code that was mailed, sealed; <c>null</c> if none is good any more.</param>
/// <param name="TriesLeft">How often the code may still be typed.</param>
/// <param name="IsOverdue">Whether the wait is over and staff decide.</param>
public sealed record Takeover(
    EntrantId By, DeviceKey Device, DateTimeOffset At, DateTimeOffset Until, Sealed? Code, int TriesLeft,
    bool IsOverdue = false);
