using System.Collections.Immutable;
using Actors.Domain.Calls;
using Actors.Domain.Ledger;
using Actors.Domain.Presence;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;
using Actors.Domain.Protection;
using Actors.Domain.Stays;

namespace Actors.Domain.Entrants;

/// <summary>
/// What happens to one entrant. Every event carries what the state needs to follow it, so that history can be read
/// without the rules of the programme. Coordinates and answers are sealed under the key of the stay.
/// </summary>
public abstract record EntrantEvent
{
    private EntrantEvent()
    {
    }

    /// <summary>A stay begins.</summary>
    /// <param name="Stay">Its name.</param>
    /// <param name="Programme">The rules that hold for it.</param>
    /// <param name="LandedAt">When the person landed.</param>
    /// <param name="EndsAt">When the person is free.</param>
    /// <param name="PlannedDay">Up to this day nothing is planned any more; the next is at <paramref name="PlanAt"/>.</param>
    /// <param name="PlanAt">When the next day is planned; null: there is none.</param>
    /// <param name="At">When it was registered here.</param>
    /// <param name="RemindAfter">How long after a location prompt the person is reminded of it.</param>
    /// <param name="SilenceSpans">After how long without a sign of life which step is taken.</param>
    /// <param name="IsConfirmed">Whether the roster knows the person.</param>
    /// <param name="Carer">Who answers for the person; null: the person.</param>
    [Alias("entrant.stay-started")]
    public sealed record StayStarted(
        StayId Stay, ProgrammeVersion Programme, DateTimeOffset LandedAt, DateTimeOffset EndsAt, int PlannedDay,
        DateTimeOffset? PlanAt, DateTimeOffset At, TimeSpan RemindAfter, SilenceSpans SilenceSpans, bool IsConfirmed,
        EntrantId? Carer) : EntrantEvent;

    /// <summary>The roster knows the person from now on.</summary>
    [Alias("entrant.stay-confirmed")]
    public sealed record StayConfirmed : EntrantEvent;

    /// <summary>The period is over. What was open is excused.</summary>
    [Alias("entrant.stay-ended")]
    public sealed record StayEnded : EntrantEvent;

    /// <summary>The person answers for a companion too.</summary>
    [Alias("entrant.companion-added")]
    public sealed record CompanionAdded(EntrantId Companion) : EntrantEvent;

    /// <summary>The person is at the place of stay.</summary>
    /// <param name="Command">The command of the phone.</param>
    /// <param name="Day">The day of the stay.</param>
    /// <param name="At">When the server had it.</param>
    /// <param name="Position">The fix, sealed.</param>
    /// <param name="Places">The known places, the present one first; each sealed.</param>
    /// <param name="Receipt">What the phone was told.</param>
    /// <param name="AnsweredAt">When the phone says that the person pressed; null: it was not kept at that time.</param>
    [Alias("entrant.checked-in")]
    public sealed record CheckedIn(
        CommandId Command, int Day, DateTimeOffset At, Sealed Position, ImmutableArray<Sealed> Places, Receipt Receipt,
        DateTimeOffset? AnsweredAt = null) : EntrantEvent;

    /// <summary>The prompts of one day are drawn. The person is not told.</summary>
    /// <param name="Day">The day of the stay.</param>
    /// <param name="Prompts">What is asked, and when.</param>
    /// <param name="PlanAt">When the day after it is planned; null: it was the last.</param>
    [Alias("entrant.day-planned")]
    public sealed record DayPlanned(int Day, ImmutableArray<PlannedPrompt> Prompts, DateTimeOffset? PlanAt) : EntrantEvent;

    /// <summary>A prompt goes out.</summary>
    /// <param name="Prompt">Which.</param>
    /// <param name="At">When.</param>
    /// <param name="ClosesAt">Until when it can be answered in time.</param>
    /// <param name="Channel">By which way it was sent at once; null: no phone was connected.</param>
    [Alias("entrant.prompt-issued")]
    public sealed record PromptIssued(
        PromptNumber Prompt, DateTimeOffset At, DateTimeOffset ClosesAt, Channel? Channel) : EntrantEvent;

    /// <summary>A second fix is asked for, at once.</summary>
    /// <param name="Prompt">Its own number.</param>
    /// <param name="At">When.</param>
    /// <param name="ClosesAt">Until when it can be answered in time.</param>
    /// <param name="After">The prompt whose answer left the place open; <c>null</c> if the report answered no
    /// prompt.</param>
    [Alias("entrant.second-fix-asked")]
    public sealed record SecondFixAsked(PromptNumber Prompt, DateTimeOffset At, DateTimeOffset ClosesAt, PromptNumber? After)
        : EntrantEvent;

    /// <summary>Proof that a prompt reached the phone.</summary>
    [Alias("entrant.prompt-delivered")]
    public sealed record PromptDelivered(PromptNumber Prompt, DateTimeOffset At, Channel Channel) : EntrantEvent;

    /// <summary>The person looked at a prompt.</summary>
    [Alias("entrant.prompt-opened")]
    public sealed record PromptOpened(PromptNumber Prompt, DateTimeOffset At) : EntrantEvent;

    /// <summary>The person is reminded of an open prompt.</summary>
    [Alias("entrant.prompt-reminded")]
    public sealed record PromptReminded(PromptNumber Prompt) : EntrantEvent;

    /// <summary>The platform was away while a prompt was open: its window lasts as much longer.</summary>
    [Alias("entrant.prompt-extended")]
    public sealed record PromptExtended(PromptNumber Prompt, DateTimeOffset ClosesAt, TimeSpan Extension) : EntrantEvent;

    /// <summary>A prompt was not answered in time, or could not be.</summary>
    /// <param name="Prompt">Which.</param>
    /// <param name="Fate"><see cref="Prompts.Fate.Missed"/> or <see cref="Prompts.Fate.Excused"/>.</param>
    /// <param name="Excuse">Why it is not held against the person.</param>
    [Alias("entrant.prompt-closed")]
    public sealed record PromptClosed(PromptNumber Prompt, Fate Fate, Excuse Excuse) : EntrantEvent;

    /// <summary>A position, asked for or not.</summary>
    /// <param name="Command">The command of the phone.</param>
    /// <param name="Prompt">The prompt that it answers; <c>null</c> if none.</param>
    /// <param name="Day">The day of the stay.</param>
    /// <param name="At">When the server had it.</param>
    /// <param name="AnsweredAt">When the phone says it was given.</param>
    /// <param name="Position">The fix, sealed.</param>
    /// <param name="Presence">What it says about the place of stay; null: no place is known.</param>
    /// <param name="IsMock">Whether the phone says that the position was made up: a score, never a verdict.</param>
    /// <param name="Place">The present place with this fix learnt, sealed; null: as it was.</param>
    /// <param name="Fate">The outcome of the prompt; <c>null</c> if it answers none.</param>
    /// <param name="Receipt">What the phone was told.</param>
    [Alias("entrant.location-reported")]
    public sealed record LocationReported(
        CommandId Command, PromptNumber? Prompt, int Day, DateTimeOffset At, DateTimeOffset AnsweredAt, Sealed Position,
        PresenceVerdict? Presence, bool IsMock, Sealed? Place, Fate? Fate, Receipt Receipt) : EntrantEvent;

    /// <summary>How the person feels.</summary>
    /// <param name="Command">The command of the phone.</param>
    /// <param name="Prompt">The prompt that it answers; <c>null</c> if there was none that day.</param>
    /// <param name="Day">The day of the stay.</param>
    /// <param name="At">When the server had it.</param>
    /// <param name="AnsweredAt">When the phone says it was given.</param>
    /// <param name="Answers">The answers, sealed.</param>
    /// <param name="Fate">The outcome of the prompt; <c>null</c> if it answers none.</param>
    /// <param name="Receipt">What the phone was told.</param>
    [Alias("entrant.health-reported")]
    public sealed record HealthReported(
        CommandId Command, PromptNumber? Prompt, int Day, DateTimeOffset At, DateTimeOffset AnsweredAt, Sealed Answers,
        Fate? Fate, Receipt Receipt) : EntrantEvent;

    /// <summary>The phone was heard of.</summary>
    [Alias("entrant.seen")]
    public sealed record Seen(DateTimeOffset At) : EntrantEvent;

    /// <summary>Nothing is heard, but the platform was away itself for some of the time: it waits as much longer.</summary>
    [Alias("entrant.silence-extended")]
    public sealed record SilenceExtended(DateTimeOffset Until) : EntrantEvent;

    /// <summary>Nothing was heard for too long.</summary>
    /// <param name="Step">How far it has gone: staff know at once.</param>
    /// <param name="SeenAt">The last sign of life.</param>
    /// <param name="AskAt">When the person is asked whether all is well; null: at once, or before.</param>
    [Alias("entrant.fell-silent")]
    public sealed record FellSilent(SilenceStep Step, DateTimeOffset SeenAt, DateTimeOffset? AskAt = null) : EntrantEvent;

    /// <summary>The night is over in which the person was not to be asked whether all is well.</summary>
    /// <param name="PutOffTo">The platform was away all day, and it is night again; null: the person is asked now.</param>
    [Alias("entrant.night-over")]
    public sealed record NightOver(DateTimeOffset? PutOffTo = null) : EntrantEvent;

    /// <summary>The phone says something new of itself.</summary>
    [Alias("entrant.phone-changed")]
    public sealed record PhoneChanged(PhoneCondition Condition) : EntrantEvent;

    /// <summary>Staff are to look at something.</summary>
    [Alias("entrant.follow-up-opened")]
    public sealed record FollowUpOpened(FollowUps FollowUp, PromptNumber? Prompt) : EntrantEvent;

    /// <summary>A video call is over.</summary>
    /// <param name="Number">Its number among the calls of the person.</param>
    /// <param name="At">When.</param>
    /// <param name="Cause">Why the person was called.</param>
    /// <param name="Outcome">What came of it.</param>
    [Alias("entrant.call-concluded")]
    public sealed record CallConcluded(int Number, DateTimeOffset At, CallCause Cause, CallOutcome Outcome) : EntrantEvent;
}
