using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>
/// The calls of one person: the planned ones, the current one and the last one. History is in the ledger.
/// </summary>
public sealed record CallSchedule : IEventSourced<CallSchedule, CallEvent>
{
    /// <summary>The stay that is followed; <c>null</c> if there is none yet.</summary>
    public CallSubject? Subject { get; init; }

    /// <summary>The last day that is planned.</summary>
    public int PlannedDay { get; init; }

    /// <summary>When the next day is planned; <c>null</c> if no further day is planned.</summary>
    public DateTimeOffset? PlanAt { get; init; }

    /// <summary>When the planned calls ring, in order.</summary>
    public ImmutableArray<DateTimeOffset> Planned { get; init; } = [];

    /// <summary>How many seconds before the ring a planned call is announced.</summary>
    public int NoticeSeconds { get; init; }

    /// <summary>The current call; <c>null</c> if there is none.</summary>
    public CallState? Call { get; init; }

    /// <summary>The call that ended last; <c>null</c> if none has ended yet.</summary>
    public LastCall? Last { get; init; }

    /// <summary>The number of the newest call; 0 if there was none yet.</summary>
    public int LastNumber => Call?.Number ?? Last?.Number ?? 0;

    /// <inheritdoc/>
    public DueTime? NextDue
    {
        get
        {
            var due = Call is { } call ? new DueTime(call.DueAt, DuePriority.Escalation) : (DueTime?)null;
            due = Earlier(due, Planned.IsEmpty ? null : NoticeAt(Planned[0]), DuePriority.Prompt);
            return Earlier(due, PlanAt, DuePriority.Upkeep);
        }
    }

    /// <summary>When a planned call is announced.</summary>
    public DateTimeOffset NoticeAt(DateTimeOffset ringAt) => ringAt.AddSeconds(-NoticeSeconds);

    /// <inheritdoc/>
    public CallSchedule Apply(CallEvent happened) => happened switch
    {
        CallEvent.StayFollowed followed => Follow(followed),
        CallEvent.DayPlanned planned => this with
        {
            PlannedDay = planned.Day,
            PlanAt = planned.PlanAt,
            Planned = [.. Planned.Concat(planned.RingAt).Order()],
        },
        CallEvent.Postponed postponed => this with
        {
            Planned = [.. Planned.Remove(postponed.From).Concat(postponed.To is { } to ? [to] : []).Order()],
        },
        CallEvent.Announced announced => Announce(announced),
        CallEvent.Ended ended => this with
        {
            Call = null,
            Last = new()
            {
                Number = ended.Number,
                At = ended.At,
                Outcome = ended.Outcome,
                CallBackAt = ended.CallBackAt,
                Place = Call?.Place,
                Persons = Call?.Persons.RemoveAll(static check => check.Face is null) ?? [],
            },
        },
        _ => this with { Call = CallSteps.Apply(Call!, happened) },
    };

    private static DueTime? Earlier(DueTime? due, DateTimeOffset? at, DuePriority priority) =>
        at is { } moment && !(due?.At <= moment) ? new(moment, priority) : due;

    private CallSchedule Follow(CallEvent.StayFollowed followed) => this with
    {
        Subject = followed.Subject,
        PlannedDay = followed.PlannedDay,
        PlanAt = followed.PlanAt,
        Planned = followed.Subject is { HasEnded: false, HasCarer: false } next && next.Stay == Subject?.Stay ? Planned : [],
        NoticeSeconds = (int)followed.Notice.TotalSeconds,
    };

    /// <summary>Starts the call and removes it from the plan.</summary>
    private CallSchedule Announce(CallEvent.Announced announced) => this with
    {
        Planned = announced.Cause == CallCause.Planned && !Planned.IsEmpty ? Planned.RemoveAt(0) : Planned,
        Call = new()
        {
            Number = announced.Number,
            Cause = announced.Cause,
            Since = announced.At,
            DueAt = announced.RingAt,
            Until = announced.Until,
            Persons = announced.Persons.IsDefault ? [] : [.. announced.Persons.Select(static person => new PersonCheck(person))],
        },
    };
}
