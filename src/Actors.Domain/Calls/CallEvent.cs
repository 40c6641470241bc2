using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>
/// An event in the calls of one person. Each event carries everything that the state needs, so history can be read
/// without the rules of the programme. No event contains a picture or a position.
/// </summary>
public abstract record CallEvent
{
    private CallEvent()
    {
    }

    /// <summary>A stay begins, changes or ends.</summary>
    /// <param name="Subject">The stay as it is now.</param>
    /// <param name="PlannedDay">The last day whose calls are planned.</param>
    /// <param name="PlanAt">When the next day is planned; <c>null</c> if no further day is planned.</param>
    /// <param name="Notice">How long before the ring a planned call is announced.</param>
    [Alias("call.stay-followed")]
    public sealed record StayFollowed(CallSubject Subject, int PlannedDay, DateTimeOffset? PlanAt, TimeSpan Notice)
        : CallEvent;

    /// <summary>The calls of a day were drawn. The person never sees the plan.</summary>
    /// <param name="Day">The number of the day within the stay.</param>
    /// <param name="RingAt">When the calls ring.</param>
    /// <param name="PlanAt">When the following day is planned; <c>null</c> if this is the last day.</param>
    [Alias("call.day-planned")]
    public sealed record DayPlanned(int Day, ImmutableArray<DateTimeOffset> RingAt, DateTimeOffset? PlanAt) : CallEvent;

    /// <summary>A planned call was postponed because too many calls run or the person has another call.</summary>
    /// <param name="From">When the call was to ring.</param>
    /// <param name="To">
    /// When the call rings instead; <c>null</c> if it does not fit into the day and is dropped.
    /// </param>
    [Alias("call.postponed")]
    public sealed record Postponed(DateTimeOffset From, DateTimeOffset? To) : CallEvent;

    /// <summary>The call was announced to the person.</summary>
    /// <param name="Number">The number of the call among the calls of this person.</param>
    /// <param name="Cause">The reason.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="RingAt">When the call rings.</param>
    /// <param name="Until">The moment from which the call no longer rings.</param>
    /// <param name="Persons">The people to be checked.</param>
    [Alias("call.announced")]
    public sealed record Announced(
        int Number, CallCause Cause, DateTimeOffset At, DateTimeOffset RingAt, DateTimeOffset Until,
        ImmutableArray<EntrantId> Persons) : CallEvent;

    /// <summary>The call began to ring.</summary>
    [Alias("call.rang")]
    public sealed record Rang(int Number, DateTimeOffset At, DateTimeOffset EndsAt) : CallEvent;

    /// <summary>The phone confirmed that it rings.</summary>
    [Alias("call.shown")]
    public sealed record Shown(int Number, DateTimeOffset At) : CallEvent;

    /// <summary>The call was not answered.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="At">When the ring ended.</param>
    /// <param name="WasShown">Whether the phone confirmed that it rang.</param>
    /// <param name="Declined">Whether the person declined.</param>
    /// <param name="RetryAt">When the call rings again; <c>null</c> if it does not.</param>
    [Alias("call.unanswered")]
    public sealed record Unanswered(
        int Number, DateTimeOffset At, bool WasShown, bool Declined, DateTimeOffset? RetryAt) : CallEvent;

    /// <summary>The person answered.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="LookAt">When the rules check again whether the call is still connected.</param>
    /// <param name="Deadline">When the check of all people must be over.</param>
    [Alias("call.answered")]
    public sealed record Answered(int Number, DateTimeOffset At, DateTimeOffset LookAt, DateTimeOffset Deadline) : CallEvent;

    /// <summary>The call is still connected.</summary>
    [Alias("call.kept")]
    public sealed record Kept(int Number, DateTimeOffset LookAt) : CallEvent;

    /// <summary>The face of one person was checked.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Person">The person.</param>
    /// <param name="Face">The result.</param>
    /// <param name="WaitUntil">
    /// Until when the call waits for the position, once all faces are checked; <c>null</c> if it does not wait.
    /// </param>
    [Alias("call.face-judged")]
    public sealed record FaceJudged(
        int Number, DateTimeOffset At, EntrantId Person, FaceResult Face, DateTimeOffset? WaitUntil) : CallEvent;

    /// <summary>The position was judged, or the phone has none.</summary>
    [Alias("call.place-judged")]
    public sealed record PlaceJudged(int Number, DateTimeOffset At, PlaceOutcome Place) : CallEvent;

    /// <summary>The call was interrupted.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Cause">The reason.</param>
    /// <param name="ResumeAt">When the call rings again.</param>
    [Alias("call.interrupted")]
    public sealed record Interrupted(int Number, DateTimeOffset At, Interruption Cause, DateTimeOffset ResumeAt) : CallEvent;

    /// <summary>Staff are to take over. The call goes on.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Reason">The reason.</param>
    /// <param name="Until">Until when the person waits before staff call back instead.</param>
    [Alias("call.escalated")]
    public sealed record Escalated(int Number, DateTimeOffset At, CallReason Reason, DateTimeOffset Until) : CallEvent;

    /// <summary>The call ended.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="CallBackAt">The earliest time at which staff call back; <c>null</c> if they do not.</param>
    [Alias("call.ended")]
    public sealed record Ended(int Number, DateTimeOffset At, CallOutcome Outcome, DateTimeOffset? CallBackAt) : CallEvent;
}

/// <summary>An effect of a decision about calls, carried out once its events are durable.</summary>
public abstract record CallEffect
{
    private CallEffect()
    {
    }

    /// <summary>The phone shows the current state of the call.</summary>
    public sealed record ShowCall : CallEffect;

    /// <summary>The person enters the queue for staff.</summary>
    public sealed record WaitForStaff(int Number) : CallEffect;

    /// <summary>The person leaves the queue for staff.</summary>
    /// <param name="Number">The number of the call.</param>
    /// <param name="Programme">
    /// The programme whose queue it is, because the person may be in another programme by now; <c>null</c> in effects
    /// of an earlier version.
    /// </param>
    public sealed record StopWaiting(
        int Number, ProgrammeId? Programme = null)
        : CallEffect;

    /// <summary>The stay records the outcome of a call.</summary>
    /// <param name="Conclusion">The outcome.</param>
    /// <param name="Companion">The companion whose stay it concerns; <c>null</c> for the person's own stay.</param>
    public sealed record Conclude(
        CallConclusion Conclusion,
        EntrantId? Companion = null) : CallEffect;
}
