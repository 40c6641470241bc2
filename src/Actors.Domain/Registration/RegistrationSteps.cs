using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>Collects one decision about a registration.</summary>
public sealed class RegistrationDecision(RegistrationState state, DateTimeOffset now)
    : DecisionBuilder<RegistrationState, RegistrationEvent, RegistrationEffect>(state)
{
    /// <summary>The time on the programme clock, in whole seconds.</summary>
    public DateTimeOffset Now { get; } = StoredTime.WholeSecond(now);

    /// <summary>
    /// Takes steps one after another, all or none: the first one that refuses decides. So a request of a phone is its signature
    /// and what it asks, and an enrolment in bulk is the same steps at once.
    /// </summary>
    public static Decision<RegistrationEvent, RegistrationEffect> Take(
        RegistrationState state, DateTimeOffset now, params ReadOnlySpan<Func<RegistrationDecision, Refusal?>> steps)
    {
        var decision = new RegistrationDecision(state, now);
        foreach (var step in steps)
        {
            if (state.ClosedAt is not null)
            {
                return new() { Refusal = RegistrationRefusals.Erased };
            }

            if (step(decision) is { } refusal)
            {
                return new() { Refusal = refusal };
            }
        }

        return decision.Build();
    }
}

/// <summary>Reasons to refuse a command for a registration. The codes are part of the phone protocol.</summary>
public static class RegistrationRefusals
{
    /// <summary>The person has not registered.</summary>
    public static readonly Refusal NotRegistered = new("not-registered");

    /// <summary>The phone has registered with other details. They are corrected, not entered again.</summary>
    public static readonly Refusal AlreadyRegistered = new("already-registered");

    /// <summary>The roster knows the details. Staff correct them.</summary>
    public static readonly Refusal AlreadyConfirmed = new("already-confirmed");

    /// <summary>The request is not signed by the phone of the registration, or another phone took it over.</summary>
    public static readonly Refusal SignatureWrong = new("signature-wrong");

    /// <summary>A later request was signed before. The phone signs again.</summary>
    public static readonly Refusal SignatureUsed = new("signature-used");

    /// <summary>No other phone asks for the registration.</summary>
    public static readonly Refusal NoTakeover = new("no-takeover");

    /// <summary>The code is wrong, not good any more, or there is none.</summary>
    public static readonly Refusal CodeWrong = new("code-wrong");

    /// <summary>Companions do not answer for companions.</summary>
    public static readonly Refusal CarerAnswers = new("carer-answers");

    /// <summary>The person answers for the maximum number of companions already.</summary>
    public static readonly Refusal TooManyCompanions = new("too-many-companions");

    /// <summary>What was kept of the person was erased. The phone registers again with a new key.</summary>
    public static readonly Refusal Erased = new("registration-erased");

    /// <summary>A stay goes on: until its end the phone reports to the centre.</summary>
    public static readonly Refusal StayGoesOn = new("stay-goes-on");
}

/// <summary>The steps of a registration, from the first form to the stay.</summary>
public static class RegistrationSteps
{
    /// <summary>Registers a person, or registers one again whose stay is over.</summary>
    /// <param name="submitted">The details, sealed, and what the person agreed to.</param>
    /// <param name="hasSameDetails">Whether the person has registered with these details before.</param>
    /// <param name="isStayOver">Whether the stay of the registration before is over.</param>
    public static Func<RegistrationDecision, Refusal?> Submit(
        RegistrationEvent.Submitted submitted, bool hasSameDetails, bool isStayOver) => decision =>
    {
        if (decision.State.Standing == IdentityStanding.Moved)
        {
            return RegistrationRefusals.SignatureWrong; // The phone speaks for another registration now.
        }

        if (decision.State.Programme is { } programme && programme.Id != submitted.Programme.Id)
        {
            return RegistrationRefusals.AlreadyRegistered; // A key of a phone is for one programme, which keeps its record.
        }

        if (decision.State.Details is not null && !isStayOver)
        {
            return hasSameDetails ? null : RegistrationRefusals.AlreadyRegistered;
        }

        decision.Apply(submitted);
        decision.AddEffectOnce(new RegistrationEffect.Match());
        return null;
    };

    /// <summary>Takes the signature of a phone, which holds once.</summary>
    public static Func<RegistrationDecision, Refusal?> Sign(SignedRequest request) => decision =>
    {
        if (decision.State.Device is not { } device || !device.HasSigned(request))
        {
            return RegistrationRefusals.SignatureWrong;
        }

        if (request.SignedAt <= decision.State.SignedAt)
        {
            return RegistrationRefusals.SignatureUsed;
        }

        decision.Apply(new RegistrationEvent.RequestSigned(request.SignedAt, request.Action, decision.Now));
        return null;
    };

    /// <summary>Corrects the details. The person does it until the roster knows them; staff at any time.</summary>
    /// <param name="details">The details.</param>
    /// <param name="staff">The account of the member of staff; <c>null</c> for the person.</param>
    public static Func<RegistrationDecision, Refusal?> Correct(SealedDetails details, string? staff) => decision =>
    {
        if (decision.State.Details is null)
        {
            return RegistrationRefusals.NotRegistered;
        }

        if (decision.State.IsConfirmed && staff is null)
        {
            return RegistrationRefusals.AlreadyConfirmed;
        }

        if (decision.State is { Standing: IdentityStanding.AsksForOther, Other: { } other })
        {
            decision.AddEffectOnce(new RegistrationEffect.WithdrawTakeover(other));
        }

        decision.Apply(new RegistrationEvent.Corrected(details, decision.Now, staff));
        decision.AddEffectOnce(new RegistrationEffect.Match());
        return null;
    };

    /// <summary>
    /// Looks in the roster again, because it has changed. Who is confirmed stays so, also if the row is gone; the number and
    /// address of the row may have changed.
    /// </summary>
    public static Refusal? MatchAgain(RegistrationDecision decision)
    {
        if (decision.State.Details is not null)
        {
            decision.AddEffectOnce(new RegistrationEffect.Match());
        }

        return null;
    }

    /// <summary>No other registration has the details.</summary>
    public static Refusal? TakeIdentity(RegistrationDecision decision)
    {
        if (decision.State.Standing != IdentityStanding.Own)
        {
            decision.Apply(new RegistrationEvent.IdentityTaken(decision.Now));
        }

        return null;
    }

    /// <summary>The roster knows the person.</summary>
    /// <param name="row">The row; <c>null</c> if staff confirmed the person without one.</param>
    /// <param name="nameDiffers">Whether staff look at the name.</param>
    public static Func<RegistrationDecision, Refusal?> Confirm(RecordId? row, bool nameDiffers) => decision =>
    {
        var state = decision.State;
        if (state.Details is null)
        {
            return RegistrationRefusals.NotRegistered;
        }

        if (!state.IsConfirmed || state.Row != row || state.NameDiffers != nameDiffers)
        {
            decision.Apply(new RegistrationEvent.Confirmed(row, nameDiffers, decision.Now));
            if (state.Stay is not null)
            {
                decision.AddEffectOnce(new RegistrationEffect.ConfirmStay());
            }

            decision.AddEffectOnce(new RegistrationEffect.ShowNotice(PhoneNotice.Registration));
        }

        return null;
    };

    /// <summary>The person says that the details are right. Staff look at it.</summary>
    public static Refusal? Uphold(RegistrationDecision decision)
    {
        if (decision.State.Details is null)
        {
            return RegistrationRefusals.NotRegistered;
        }

        if (decision.State.IsConfirmed)
        {
            return RegistrationRefusals.AlreadyConfirmed;
        }

        if (!decision.State.IsUpheld)
        {
            decision.Apply(new RegistrationEvent.Upheld(decision.Now));
            decision.AddEffectOnce(new RegistrationEffect.AskStaff(AboutPhone: false));
        }

        return null;
    }

    /// <summary>A stay began. Idempotent.</summary>
    /// <param name="stay">The stay.</param>
    /// <param name="landedAt">When the person landed.</param>
    /// <param name="programme">The rules.</param>
    public static Func<RegistrationDecision, Refusal?> BeginStay(
        StayId stay, DateTimeOffset landedAt, Programme programme) => decision =>
    {
        if (decision.State.Stay == stay)
        {
            return null;
        }

        var landed = StoredTime.WholeSecond(landedAt);
        var date = programme.Zone.DateAt(landed).AddDays(programme.Registration.ContactFromDay);
        decision.Apply(new RegistrationEvent.StayBegun(stay, landed, programme.Zone.StartOf(date)));
        if (!decision.State.IsConfirmed)
        {
            decision.AddEffectOnce(new RegistrationEffect.Match()); // Of several rows, that of this arrival counts.
            decision.AddEffectOnce(new RegistrationEffect.ShowNotice(PhoneNotice.Registration));
        }

        return null;
    };

    /// <summary>The person answers for one more companion. Idempotent.</summary>
    public static Func<RegistrationDecision, Refusal?> AddCompanion(EntrantId companion) => decision =>
    {
        var state = decision.State;
        if (state.Details is null)
        {
            return RegistrationRefusals.NotRegistered;
        }

        if (state.Carer is not null)
        {
            return RegistrationRefusals.CarerAnswers;
        }

        if (state.Companions.Contains(companion))
        {
            return null;
        }

        if (state.Companions.Length >= Limits.Companions)
        {
            return RegistrationRefusals.TooManyCompanions;
        }

        decision.Apply(new RegistrationEvent.CompanionAdded(companion, decision.Now));
        return null;
    };

    /// <summary>Switches the mode of the phone. Not while a stay goes on.</summary>
    public static Func<RegistrationDecision, Refusal?> SetMode(PhoneMode mode, bool isStayRunning) => decision =>
    {
        if (decision.State.Details is null)
        {
            return RegistrationRefusals.NotRegistered;
        }

        if (mode == PhoneMode.Normal && isStayRunning)
        {
            return RegistrationRefusals.StayGoesOn;
        }

        if (decision.State.Mode != mode)
        {
            decision.Apply(new RegistrationEvent.ModeChanged(mode, decision.Now));
        }

        return null;
    };

    /// <summary>The person is erased from now on: the phones are signed out, and nothing else is taken.</summary>
    public static Refusal? Close(RegistrationDecision decision)
    {
        decision.Apply(new RegistrationEvent.Closed(decision.Now));
        decision.AddEffectOnce(new RegistrationEffect.SignOut());
        return null;
    }

    /// <summary>Decides what is due: asking again for another registration, a wait that is over, and asking staff.</summary>
    public static Decision<RegistrationEvent, RegistrationEffect> Due(RegistrationState state, DateTimeOffset now)
    {
        var decision = new RegistrationDecision(state, now);
        if (state.AskAt <= decision.Now)
        {
            decision.Apply(new RegistrationEvent.TakeoverPostponed(decision.Now + TakeoverSteps.AskAgainAfter));
            decision.AddEffectOnce(new RegistrationEffect.Match());
        }

        if (state.LookAt <= decision.Now)
        {
            decision.Apply(new RegistrationEvent.StaffAsked(decision.Now));
            decision.AddEffectOnce(new RegistrationEffect.AskStaff(AboutPhone: false));
            decision.AddEffectOnce(new RegistrationEffect.ShowNotice(PhoneNotice.Registration));
        }

        TakeoverSteps.ApplyDue(decision);
        return decision.Build();
    }
}
