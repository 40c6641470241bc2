using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>
/// The steps by which another phone takes a registration over: with the consent of the phone before, with a mailed code, or by
/// staff. Until then both are told, and nothing counts as missed; after the wait of the programme staff decide, and duties
/// count again on the phone before.
/// </summary>
public static class TakeoverSteps
{
    /// <summary>How often a phone asks again that found another one asking.</summary>
    public static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(1);

    /// <summary>Another phone asks for this registration.</summary>
    /// <param name="by">The registration of that phone.</param>
    /// <param name="device">Its key.</param>
    /// <param name="code">The code to mail, sealed; <c>null</c> if no mail address is known.</param>
    /// <param name="rules">The rules.</param>
    public static Func<RegistrationDecision, Refusal?> Request(
        EntrantId by, DeviceKey device, Sealed? code, RegistrationRules rules) => decision =>
    {
        if (decision.State.Takeover is not null)
        {
            return null; // The one who asks sees whether it is its own.
        }

        var now = decision.Now;
        var stops = !(now - decision.State.DutiesStoppedAt < rules.TakeoverRest);
        decision.Apply(new RegistrationEvent.TakeoverRequested(
            by, device, now, now + rules.TakeoverWait, stops, code, code is null ? 0 : rules.CodeTries));
        if (stops)
        {
            decision.AddEffectOnce(new RegistrationEffect.StopDuties(now + rules.TakeoverWait));
        }
        else
        {
            // The second request within days must not excuse the duties of days.
            decision.AddEffectOnce(new RegistrationEffect.AskStaff(AboutPhone: true));
        }

        decision.AddEffectOnce(new RegistrationEffect.ShowNotice(PhoneNotice.OtherPhone));
        if (code is not null)
        {
            decision.AddEffectOnce(new RegistrationEffect.MailCode());
        }

        return null;
    };

    /// <summary>Decides about the other phone.</summary>
    /// <param name="isGranted">Whether it takes the registration over.</param>
    /// <param name="consent">Whose word this is.</param>
    /// <param name="staff">The account of the member of staff; <c>null</c> if staff had no part.</param>
    public static Func<RegistrationDecision, Refusal?> Settle(bool isGranted, TakeoverConsent consent, string? staff = null) =>
        decision =>
    {
        if (decision.State.Takeover is not { } takeover)
        {
            return RegistrationRefusals.NoTakeover;
        }

        decision.Apply(isGranted
            ? new RegistrationEvent.PhoneReplaced(takeover.Device, consent, staff, decision.Now)
            : new RegistrationEvent.TakeoverRefused(consent, staff, decision.Now));
        if (isGranted)
        {
            decision.AddEffectOnce(new RegistrationEffect.SignOut());
        }

        decision.AddEffectOnce(new RegistrationEffect.ResumeDuties());
        if (consent != TakeoverConsent.Withdrawn)
        {
            decision.AddEffectOnce(new RegistrationEffect.AnswerTakeover(takeover.By, isGranted));
        }

        if (!isGranted && consent == TakeoverConsent.Phone)
        {
            // Another person may have the details of the passport.
            decision.AddEffectOnce(new RegistrationEffect.AskStaff(AboutPhone: true));
        }

        return null;
    };

    /// <summary>The person on the other phone typed a code. A wrong one is counted.</summary>
    /// <param name="by">The registration of that phone.</param>
    /// <param name="isRight">Whether the code is the mailed one.</param>
    public static Func<RegistrationDecision, Refusal?> TryCode(EntrantId by, bool isRight) => decision =>
    {
        if (decision.State.Takeover is not { Code: not null } takeover || takeover.By != by)
        {
            return RegistrationRefusals.CodeWrong;
        }

        if (isRight)
        {
            return Settle(isGranted: true, TakeoverConsent.Code)(decision);
        }

        decision.Apply(new RegistrationEvent.CodeMistyped(decision.Now));
        return null;
    };

    /// <summary>What became of the request of this phone. Idempotent.</summary>
    /// <param name="other">The registration for which it asked.</param>
    /// <param name="answer">The answer.</param>
    public static Func<RegistrationDecision, Refusal?> Record(EntrantId other, TakeoverAnswer answer) => decision =>
    {
        var state = decision.State;
        switch (answer)
        {
            case TakeoverAnswer.Waits when state.Standing is not (IdentityStanding.AsksForOther or IdentityStanding.Moved):
                decision.Apply(new RegistrationEvent.TakeoverAsked(other, decision.Now));
                break;
            case TakeoverAnswer.Later when state.AskAt is null:
                decision.Apply(new RegistrationEvent.TakeoverPostponed(decision.Now + AskAgainAfter));
                break;
            case TakeoverAnswer.Denied when state.Device is null
                ? state.Standing == IdentityStanding.Unknown
                : state.Standing == IdentityStanding.AsksForOther && state.Other == other:
                decision.Apply(new RegistrationEvent.TakeoverDenied(decision.Now));
                break;
            case TakeoverAnswer.Granted when state.Standing != IdentityStanding.Moved:
                decision.Apply(new RegistrationEvent.Moved(other, decision.Now));
                decision.AddEffectOnce(new RegistrationEffect.ShowNotice(PhoneNotice.Registration));
                if (state.Stay is not null)
                {
                    decision.AddEffectOnce(new RegistrationEffect.EndStay());
                }

                break;
            default:
                break; // Known already.
        }

        return null;
    };

    /// <summary>The wait is over.</summary>
    internal static void ApplyDue(RegistrationDecision decision)
    {
        if (decision.State.Takeover is { IsOverdue: false } takeover && takeover.Until <= decision.Now)
        {
            decision.Apply(new RegistrationEvent.TakeoverOverdue(decision.Now));
            decision.AddEffectOnce(new RegistrationEffect.AskStaff(AboutPhone: true));
            decision.AddEffectOnce(new RegistrationEffect.ShowNotice(PhoneNotice.OtherPhone));
        }
    }
}

/// <summary>What becomes of the request of a phone for another registration.</summary>
[GenerateSerializer, Alias("registration.takeover-answer")]
public enum TakeoverAnswer : byte
{
    /// <summary>The registration is over; its details are free.</summary>
    Free,

    /// <summary>The request waits for consent.</summary>
    Waits,

    /// <summary>Another phone asks already; this one asks again later.</summary>
    Later,

    /// <summary>The phone takes the registration over.</summary>
    Granted,

    /// <summary>The phone may not take it over.</summary>
    Denied,
}
