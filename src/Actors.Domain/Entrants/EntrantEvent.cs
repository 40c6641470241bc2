using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>
/// An event in the life of one entrant. Each event carries everything that the state needs, so history can be read
/// without the rules of the programme. Coordinates and answers are sealed under the key of the stay.
/// </summary>
public abstract record EntrantEvent
{
    private EntrantEvent()
    {
    }

    /// <summary>A stay began.</summary>
    /// <param name="Stay">The id of the stay.</param>
    /// <param name="Programme">The programme version whose rules hold for the stay.</param>
    /// <param name="LandedAt">When the person landed.</param>
    /// <param name="EndsAt">When the stay ends and the person is free.</param>
    /// <param name="PlannedDay">
    /// The last day that is planned. The next one is planned at <paramref name="PlanAt"/>.
    /// </param>
    /// <param name="PlanAt">When the next day is planned; <c>null</c> if there is none.</param>
    /// <param name="At">When the stay was registered.</param>
    /// <param name="RemindAfter">How long after a location prompt the person is reminded.</param>
    /// <param name="SilenceSpans">After how long without contact each step is taken.</param>
    /// <param name="IsConfirmed">Whether the roster confirms the person.</param>
    /// <param name="Carer">The person who answers for this one; <c>null</c> if the person answers.</param>
    [Alias("entrant.stay-started")]
    public sealed record StayStarted(
        StayId Stay, ProgrammeVersion Programme, DateTimeOffset LandedAt, DateTimeOffset EndsAt, int PlannedDay,
        DateTimeOffset? PlanAt, DateTimeOffset At, TimeSpan RemindAfter, SilenceSpans SilenceSpans, bool IsConfirmed,
        EntrantId? Carer) : EntrantEvent;

    /// <summary>The roster confirmed the person.</summary>
    [Alias("entrant.stay-confirmed")]
    public sealed record StayConfirmed : EntrantEvent;

    /// <summary>The stay ended. Open prompts are excused.</summary>
    [Alias("entrant.stay-ended")]
    public sealed record StayEnded : EntrantEvent;

    /// <summary>The person answers for one more companion.</summary>
    [Alias("entrant.companion-added")]
    public sealed record CompanionAdded(EntrantId Companion) : EntrantEvent;

    /// <summary>The person checked in at a place of stay.</summary>
    /// <param name="Command">The id of the phone's command.</param>
    /// <param name="Day">The number of the day within the stay.</param>
    /// <param name="At">When the server received it.</param>
    /// <param name="Position">The fix, sealed under the key of the stay.</param>
    /// <param name="Places">
    /// The known places of stay, the current one first, each sealed under the key of the stay.
    /// </param>
    /// <param name="Receipt">The receipt that the phone got.</param>
    /// <param name="AnsweredAt">
    /// When the person checked in, by the clock of the server; <c>null</c> in events of version 1, which did not keep it.
    /// </param>
    /// <param name="ClockAheadSeconds">
    /// How far the clock of the phone is ahead; 0 if it is right again; <c>null</c> if there is no news.
    /// </param>
    /// <param name="Fingerprint">Of the command, see <see cref="Answer.Fingerprint"/>; 0 in older events.</param>
    [Alias("entrant.checked-in")]
    public sealed record CheckedIn(
        CommandId Command, int Day, DateTimeOffset At, Sealed Position, ImmutableArray<Sealed> Places, Receipt Receipt,
        DateTimeOffset? AnsweredAt = null, int? ClockAheadSeconds = null,
        uint Fingerprint = 0) : EntrantEvent;

    /// <summary>The prompts of one day were drawn. The person does not see the plan.</summary>
    /// <param name="Day">The number of the day within the stay.</param>
    /// <param name="Prompts">The prompts and their times.</param>
    /// <param name="PlanAt">When the following day is planned; <c>null</c> if this is the last day.</param>
    [Alias("entrant.day-planned")]
    public sealed record DayPlanned(int Day, ImmutableArray<PlannedPrompt> Prompts, DateTimeOffset? PlanAt) : EntrantEvent;

    /// <summary>A prompt was issued.</summary>
    /// <param name="Prompt">The number of the prompt.</param>
    /// <param name="At">When.</param>
    /// <param name="ClosesAt">Until when the prompt can be answered in time.</param>
    /// <param name="Channel">The channel by which it was sent; <c>null</c> if no phone was connected.</param>
    [Alias("entrant.prompt-issued")]
    public sealed record PromptIssued(
        PromptNumber Prompt, DateTimeOffset At, DateTimeOffset ClosesAt, Channel? Channel) : EntrantEvent;

    /// <summary>A second fix was asked for at once.</summary>
    /// <param name="Prompt">The number of the prompt for the second fix.</param>
    /// <param name="At">When.</param>
    /// <param name="ClosesAt">Until when the prompt can be answered in time.</param>
    /// <param name="After">
    /// The prompt whose answer left the place uncertain; <c>null</c> for a report without a prompt.
    /// </param>
    /// <param name="Excuse">The excuse if it is not answered; <see cref="Prompts.Excuse.None"/> if it then counts.</param>
    [Alias("entrant.second-fix-asked")]
    public sealed record SecondFixAsked(
        PromptNumber Prompt, DateTimeOffset At, DateTimeOffset ClosesAt, PromptNumber? After, Excuse Excuse = Excuse.None)
        : EntrantEvent;

    /// <summary>
    /// An answer to an open prompt, or a message that may have been one, could not be used. The prompt is at worst excused.
    /// </summary>
    /// <param name="Prompt">The number of the prompt.</param>
    /// <param name="At">When the server received it.</param>
    /// <param name="Reason">The code of the error that the phone got.</param>
    [Alias("entrant.answer-failed")]
    public sealed record AnswerFailed(PromptNumber Prompt, DateTimeOffset At, string Reason) : EntrantEvent;

    /// <summary>Delivery of a prompt to the phone was proved.</summary>
    [Alias("entrant.prompt-delivered")]
    public sealed record PromptDelivered(PromptNumber Prompt, DateTimeOffset At, Channel Channel) : EntrantEvent;

    /// <summary>The person opened a prompt.</summary>
    [Alias("entrant.prompt-opened")]
    public sealed record PromptOpened(PromptNumber Prompt, DateTimeOffset At) : EntrantEvent;

    /// <summary>The person was reminded of an open prompt.</summary>
    [Alias("entrant.prompt-reminded")]
    public sealed record PromptReminded(PromptNumber Prompt) : EntrantEvent;

    /// <summary>The window of a prompt was extended because of outages.</summary>
    [Alias("entrant.prompt-extended")]
    public sealed record PromptExtended(PromptNumber Prompt, DateTimeOffset ClosesAt, TimeSpan Extension) : EntrantEvent;

    /// <summary>A prompt was closed without an answer.</summary>
    /// <param name="Prompt">The number of the prompt.</param>
    /// <param name="Outcome"><see cref="PromptOutcome.Missed"/> or <see cref="PromptOutcome.Excused"/>.</param>
    /// <param name="Excuse">Why the prompt does not count.</param>
    [Alias("entrant.prompt-closed")]
    public sealed record PromptClosed(
        PromptNumber Prompt, PromptOutcome Outcome, Excuse Excuse) : EntrantEvent;

    /// <summary>The person reported a location, with or without a prompt.</summary>
    /// <param name="Command">The id of the phone's command.</param>
    /// <param name="Prompt">The prompt that it answers; <c>null</c> if it answers none.</param>
    /// <param name="Day">The number of the day within the stay.</param>
    /// <param name="At">When the server received it.</param>
    /// <param name="AnsweredAt">When the person answered, by the clock of the server.</param>
    /// <param name="Position">The fix, sealed under the key of the stay.</param>
    /// <param name="Presence">The verdict on the fix; <c>null</c> if no place of stay is known.</param>
    /// <param name="IsMock">Whether the phone marks the position as simulated. A hint, never a verdict.</param>
    /// <param name="Place">
    /// The current place after learning from this fix, sealed; <c>null</c> if it did not change.
    /// </param>
    /// <param name="Outcome">The outcome of the prompt; <c>null</c> if the report answers no prompt.</param>
    /// <param name="Receipt">The receipt that the phone got.</param>
    /// <param name="ClockAheadSeconds">
    /// How far the clock of the phone is ahead; 0 if it is right again; <c>null</c> if there is no news.
    /// </param>
    /// <param name="Fingerprint">Of the command, see <see cref="Answer.Fingerprint"/>; 0 in older events.</param>
    [Alias("entrant.location-reported")]
    public sealed record LocationReported(
        CommandId Command, PromptNumber? Prompt, int Day, DateTimeOffset At, DateTimeOffset AnsweredAt, Sealed Position,
        PresenceVerdict? Presence, bool IsMock, Sealed? Place,
        PromptOutcome? Outcome, Receipt Receipt, int? ClockAheadSeconds = null,
        uint Fingerprint = 0) : EntrantEvent;

    /// <summary>The person sent a health report.</summary>
    /// <param name="Command">The id of the phone's command.</param>
    /// <param name="Prompt">The prompt that it answers; <c>null</c> if that day had none.</param>
    /// <param name="Day">The number of the day within the stay.</param>
    /// <param name="At">When the server received it.</param>
    /// <param name="AnsweredAt">When the person answered, by the clock of the server.</param>
    /// <param name="Answers">The answers, sealed under the key of the stay.</param>
    /// <param name="Outcome">The outcome of the prompt; <c>null</c> if the report answers no prompt.</param>
    /// <param name="Receipt">The receipt that the phone got.</param>
    /// <param name="ClockAheadSeconds">
    /// How far the clock of the phone is ahead; 0 if it is right again; <c>null</c> if there is no news.
    /// </param>
    /// <param name="Fingerprint">Of the command, see <see cref="Answer.Fingerprint"/>; 0 in older events.</param>
    [Alias("entrant.health-reported")]
    public sealed record HealthReported(
        CommandId Command, PromptNumber? Prompt, int Day, DateTimeOffset At, DateTimeOffset AnsweredAt, Sealed Answers,
        PromptOutcome? Outcome, Receipt Receipt, int? ClockAheadSeconds = null,
        uint Fingerprint = 0) : EntrantEvent;

    /// <summary>The phone made contact.</summary>
    [Alias("entrant.seen")]
    public sealed record Seen(DateTimeOffset At) : EntrantEvent;

    /// <summary>The limit for silence was extended because of outages.</summary>
    [Alias("entrant.silence-extended")]
    public sealed record SilenceExtended(DateTimeOffset Until) : EntrantEvent;

    /// <summary>Contact was lost: the phone was silent for too long.</summary>
    /// <param name="Step">The step that was reached. Staff learn of it at once.</param>
    /// <param name="SeenAt">The last contact.</param>
    /// <param name="AskAt">
    /// When the person is asked whether all is well; <c>null</c> if the person is asked now or was asked before.
    /// </param>
    [Alias("entrant.fell-silent")]
    public sealed record ContactLost(SilenceStep Step, DateTimeOffset SeenAt, DateTimeOffset? AskAt = null) : EntrantEvent;

    /// <summary>The quiet hours ended in which the person was not asked whether all is well.</summary>
    /// <param name="PutOffTo">
    /// The end of the next quiet hours, if an outage lasted until them; <c>null</c> if the person is asked now.
    /// </param>
    [Alias("entrant.night-over")]
    public sealed record NightOver(DateTimeOffset? PutOffTo = null) : EntrantEvent;

    /// <summary>The phone reported a new condition.</summary>
    [Alias("entrant.phone-changed")]
    public sealed record PhoneChanged(PhoneCondition Condition) : EntrantEvent;

    /// <summary>Another phone asks to speak for the person. Nothing counts as missed until it is settled.</summary>
    /// <param name="At">When.</param>
    /// <param name="Until">The latest moment.</param>
    [Alias("entrant.phone-disputed")]
    public sealed record PhoneDisputed(DateTimeOffset At, DateTimeOffset Until) : EntrantEvent;

    /// <summary>It is settled which phone speaks for the person.</summary>
    [Alias("entrant.phone-settled")]
    public sealed record PhoneSettled(DateTimeOffset At) : EntrantEvent;

    /// <summary>A follow-up for staff was opened.</summary>
    [Alias("entrant.follow-up-opened")]
    public sealed record FollowUpOpened(FollowUps FollowUp, PromptNumber? Prompt) : EntrantEvent;

    /// <summary>A video call ended.</summary>
    /// <param name="Number">The number of the call among the calls of this person.</param>
    /// <param name="At">When.</param>
    /// <param name="Cause">Why the person was called.</param>
    /// <param name="Outcome">The outcome.</param>
    [Alias("entrant.call-concluded")]
    public sealed record CallConcluded(int Number, DateTimeOffset At, CallCause Cause, CallOutcome Outcome) : EntrantEvent;
}

/// <summary>An effect of a decision about an entrant, carried out once its events are durable.</summary>
public abstract record EntrantEffect
{
    private EntrantEffect()
    {
    }

    /// <summary>Sends a prompt to the phone.</summary>
    public sealed record ShowPrompt(PromptNumber Prompt) : EntrantEffect;

    /// <summary>Reminds the person of a prompt, or shows its new closing time.</summary>
    public sealed record RemindOfPrompt(PromptNumber Prompt) : EntrantEffect;

    /// <summary>Updates the home screen.</summary>
    public sealed record ShowHome : EntrantEffect;

    /// <summary>Asks the person over all channels whether all is well, after contact was lost.</summary>
    public sealed record AskWhetherWell : EntrantEffect;

    /// <summary>Registers the daily reminder of a running stay, or removes it after the end.</summary>
    public sealed record UpdateDailyReminder : EntrantEffect;

    /// <summary>Tells the call grain the current state of the stay.</summary>
    public sealed record UpdateCallSchedule : EntrantEffect;

    /// <summary>Tells a call the verdict on the position that was taken in it.</summary>
    public sealed record ReportPlaceToCall(int Call, PlaceOutcome Place) : EntrantEffect;
}
