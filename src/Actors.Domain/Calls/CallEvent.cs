using System.Collections.Immutable;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>
/// What happens to the calls of one person. Every event carries what the state needs to follow it, so that history can be read
/// without the rules of the programme. No picture and no position is in any of them.
/// </summary>
public abstract record CallEvent
{
    private CallEvent()
    {
    }

    /// <summary>A stay begins, changes or ends.</summary>
    /// <param name="Subject">As it is now.</param>
    /// <param name="PlannedDay">Up to this day nothing is planned any more.</param>
    /// <param name="PlanAt">When the next day is planned; null: never.</param>
    /// <param name="Notice">How long before it rings the person is told of a planned call.</param>
    [Alias("call.stay-followed")]
    public sealed record StayFollowed(CallSubject Subject, int PlannedDay, DateTimeOffset? PlanAt, TimeSpan Notice)
        : CallEvent;

    /// <summary>The calls of a day are drawn. Never shown to the person.</summary>
    /// <param name="Day">The day of the stay.</param>
    /// <param name="RingAt">When they ring.</param>
    /// <param name="PlanAt">When the day after it is planned; null: it was the last.</param>
    [Alias("call.day-planned")]
    public sealed record DayPlanned(int Day, ImmutableArray<DateTimeOffset> RingAt, DateTimeOffset? PlanAt) : CallEvent;

    /// <summary>A planned call is put off, because too many run or another one goes on.</summary>
    /// <param name="From">When it was to ring.</param>
    /// <param name="To">When it rings instead; <c>null</c> if it no longer fits into the day and is dropped.</param>
    [Alias("call.postponed")]
    public sealed record Postponed(DateTimeOffset From, DateTimeOffset? To) : CallEvent;

    /// <summary>The person is told that a call comes.</summary>
    /// <param name="Number">Its number among the calls of the person.</param>
    /// <param name="Cause">Why.</param>
    /// <param name="At">When.</param>
    /// <param name="RingAt">When it rings.</param>
    /// <param name="Until">The moment from which it does not ring any more.</param>
    /// <param name="Persons">Who is looked at.</param>
    [Alias("call.announced")]
    public sealed record Announced(
        int Number, CallCause Cause, DateTimeOffset At, DateTimeOffset RingAt, DateTimeOffset Until,
        ImmutableArray<EntrantId> Persons) : CallEvent;

    /// <summary>It rings.</summary>
    [Alias("call.rang")]
    public sealed record Rang(int Number, DateTimeOffset At, DateTimeOffset EndsAt) : CallEvent;

    /// <summary>Proof that it rings on the phone.</summary>
    [Alias("call.shown")]
    public sealed record Shown(int Number, DateTimeOffset At) : CallEvent;

    /// <summary>The ring was not answered.</summary>
    /// <param name="Number">Which call.</param>
    /// <param name="At">When that was clear.</param>
    /// <param name="WasShown">Whether the phone said that it rings.</param>
    /// <param name="Declined">Whether the person pressed so.</param>
    /// <param name="RetryAt">When it rings again; null: not any more.</param>
    [Alias("call.unanswered")]
    public sealed record Unanswered(
        int Number, DateTimeOffset At, bool WasShown, bool Declined, DateTimeOffset? RetryAt) : CallEvent;

    /// <summary>The person answered.</summary>
    /// <param name="Number">Which call.</param>
    /// <param name="At">When.</param>
    /// <param name="LookAt">When it is checked whether it still goes on.</param>
    /// <param name="Deadline">When looking at the people has to be over.</param>
    [Alias("call.answered")]
    public sealed record Answered(int Number, DateTimeOffset At, DateTimeOffset LookAt, DateTimeOffset Deadline) : CallEvent;

    /// <summary>It still goes on.</summary>
    [Alias("call.kept")]
    public sealed record Kept(int Number, DateTimeOffset LookAt) : CallEvent;

    /// <summary>The face check of one participant has a result.</summary>
    /// <param name="Number">Which call.</param>
    /// <param name="At">When.</param>
    /// <param name="Person">Who.</param>
    /// <param name="Face">What it saw.</param>
    /// <param name="WaitUntil">Everybody was seen, and the position is waited for until then; null: it is not.</param>
    [Alias("call.face-judged")]
    public sealed record FaceJudged(
        int Number, DateTimeOffset At, EntrantId Person, FaceResult Face, DateTimeOffset? WaitUntil) : CallEvent;

    /// <summary>The position was judged, or there is none.</summary>
    [Alias("call.place-judged")]
    public sealed record PlaceJudged(int Number, DateTimeOffset At, PlaceOutcome Place) : CallEvent;

    /// <summary>It broke off.</summary>
    /// <param name="Number">Which call.</param>
    /// <param name="At">When.</param>
    /// <param name="Cause">Why.</param>
    /// <param name="ResumeAt">When it rings again.</param>
    [Alias("call.interrupted")]
    public sealed record Interrupted(int Number, DateTimeOffset At, Interruption Cause, DateTimeOffset ResumeAt) : CallEvent;

    /// <summary>A person is to take over. The call goes on.</summary>
    /// <param name="Number">Which call.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Until">How long the person waits, before being called back instead.</param>
    [Alias("call.escalated")]
    public sealed record Escalated(int Number, DateTimeOffset At, CallReason Reason, DateTimeOffset Until) : CallEvent;

    /// <summary>It is over.</summary>
    /// <param name="Number">Which call.</param>
    /// <param name="At">When.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="CallBackAt">When staff call back, at the earliest; null: they do not.</param>
    [Alias("call.ended")]
    public sealed record Ended(int Number, DateTimeOffset At, CallOutcome Outcome, DateTimeOffset? CallBackAt) : CallEvent;
}
