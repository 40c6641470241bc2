using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>The facts of an event without personal data.</summary>
/// <param name="Code">The code in texts, for example <c>location-reported</c>.</param>
/// <param name="Prompt">The prompt; <c>null</c> if none.</param>
/// <param name="Outcome">The outcome of the prompt; <c>null</c> if unchanged.</param>
/// <param name="Excuse">The excuse; <c>null</c> if the prompt was not excused.</param>
/// <param name="Presence">The verdict on a position; <c>null</c> if there was none.</param>
/// <param name="FollowUp">The new work for staff; <c>null</c> if none.</param>
/// <param name="IsShown">Whether the event may be shown. Plans, and how silence is counted, are not.</param>
public sealed record EventFacts(
    string Code, PromptNumber? Prompt = null, PromptOutcome? Outcome = null, Excuse? Excuse = null,
    PresenceVerdict? Presence = null, FollowUps? FollowUp = null, bool IsShown = true)
{
    /// <summary>Extracts the facts of an event.</summary>
    public static EventFacts Of(EntrantEvent happened) => happened switch
    {
        EntrantEvent.StayStarted => new("stay-started"),
        EntrantEvent.StayConfirmed => new("stay-confirmed"),
        EntrantEvent.StayEnded => new("stay-ended"),
        EntrantEvent.CompanionAdded => new("companion-added"),
        EntrantEvent.CheckedIn checkedIn => new(
            checkedIn.Receipt == Receipt.CheckedInAtNewPlace ? "checked-in-at-new-place"
            : checkedIn.Receipt == Receipt.CheckedInWithoutPosition ? "checked-in-without-position"
            : "checked-in"),
        EntrantEvent.DayPlanned => new("day-planned", IsShown: false),
        EntrantEvent.Seen => new("seen", IsShown: false),
        EntrantEvent.SilenceExtended => new("silence-extended", IsShown: false),
        EntrantEvent.NightOver => new("night-over", IsShown: false),
        EntrantEvent.ContactLost silent => new(silent.Step == SilenceStep.Supervisor ? "silent-long" : "silent"),
        EntrantEvent.PhoneChanged => new("phone-changed"),
        EntrantEvent.PhoneDisputed => new("phone-disputed"),
        EntrantEvent.PhoneSettled => new("phone-settled"),
        EntrantEvent.CallConcluded concluded => new(concluded.Outcome switch
        {
            CallOutcome.Passed => "call-passed",
            CallOutcome.NotAnswered => "call-not-answered",
            CallOutcome.NotReached => "call-not-reached",
            CallOutcome.CallBack => "call-call-back",
            CallOutcome.Withdrawn => "call-withdrawn",
            CallOutcome.StayEnded or _ => "call-concluded",
        }),
        EntrantEvent.FollowUpOpened opened => new("follow-up-opened", opened.Prompt, FollowUp: opened.FollowUp),
        _ => OfPrompt(happened),
    };

    /// <summary>Extracts the facts of an event of a video call. How it ended, the stay tells.</summary>
    public static EventFacts Of(CallEvent happened) => happened switch
    {
        CallEvent.Rang => new("call-rang"),
        CallEvent.Answered => new("call-answered"),
        CallEvent.Escalated => new("call-escalated"),
        CallEvent.Interrupted { Cause: Interruption.NoRoom } => new("call-put-off"),
        CallEvent.Interrupted => new("call-interrupted"),
        _ => new(happened.GetType().Name, IsShown: false),
    };

    private static EventFacts OfPrompt(EntrantEvent happened) => happened switch
    {
        EntrantEvent.PromptIssued issued => new("prompt-issued", issued.Prompt, PromptOutcome.Open),
        EntrantEvent.SecondFixAsked asked => new("second-fix-asked", asked.Prompt, PromptOutcome.Open),
        EntrantEvent.PromptDelivered delivered => new("prompt-delivered", delivered.Prompt),
        EntrantEvent.PromptOpened opened => new("prompt-opened", opened.Prompt),
        EntrantEvent.PromptReminded reminded => new("prompt-reminded", reminded.Prompt),
        EntrantEvent.PromptExtended extended => new("prompt-extended", extended.Prompt),
        EntrantEvent.PromptClosed closed => new(
            closed.Outcome == PromptOutcome.Missed ? "prompt-missed" : "prompt-excused", closed.Prompt, closed.Outcome,
            closed.Outcome == PromptOutcome.Missed ? null : closed.Excuse),
        EntrantEvent.AnswerFailed failed => new("answer-failed", failed.Prompt),
        EntrantEvent.LocationReported reported => new(
            reported.Presence == PresenceVerdict.Unusable ? "location-unusable"
            : reported.Outcome == PromptOutcome.Late ? "location-reported-late"
            : "location-reported",
            reported.Prompt, reported.Outcome, Presence: reported.Presence),
        EntrantEvent.HealthReported reported => new(
            reported.Outcome == PromptOutcome.Late ? "health-reported-late" : "health-reported",
            reported.Prompt, reported.Outcome),
        _ => new(happened.GetType().Name, IsShown: false),
    };
}
