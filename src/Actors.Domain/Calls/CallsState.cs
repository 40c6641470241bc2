using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>
/// What must be known of the calls of one person at any moment. History is in the ledger. Names in JSON are short because this
/// is written with every operation.
/// </summary>
public sealed record CallsState : IEventSourced<CallsState, CallEvent>
{
    /// <summary>The person they are about; <c>null</c> if none is followed yet.</summary>
    [JsonPropertyName("s")]
    public CallSubject? Subject { get; init; }

    /// <summary>The last day that needs no planning any more.</summary>
    [JsonPropertyName("d")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PlannedDay { get; init; }

    /// <summary>When the next day is planned; null: never.</summary>
    [JsonPropertyName("n")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? PlanAt { get; init; }

    /// <summary>When planned calls ring, in order.</summary>
    [JsonPropertyName("p")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<DateTimeOffset> Planned { get; init; } = [];

    /// <summary>How long before it rings the person is told of a planned call.</summary>
    [JsonPropertyName("b")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NoticeSeconds { get; init; }

    /// <summary>The call that goes on; null: none.</summary>
    [JsonPropertyName("c")]
    public CallState? Call { get; init; }

    /// <summary>The call that ended last; null: none yet.</summary>
    [JsonPropertyName("l")]
    public LastCall? Last { get; init; }

    /// <summary>The number of the newest call; 0: none yet.</summary>
    [JsonIgnore]
    public int LastNumber => Call?.Number ?? Last?.Number ?? 0;

    /// <inheritdoc/>
    [JsonIgnore]
    public DueTime? NextDue
    {
        get
        {
            var due = Call is { } call ? new DueTime(call.DueAt, DuePriority.Escalation) : (DueTime?)null;
            due = Earlier(due, Planned.IsEmpty ? null : NoticeAt(Planned[0]), DuePriority.Prompt);
            return Earlier(due, PlanAt, DuePriority.Upkeep);
        }
    }

    /// <summary>When the person is told of a call that rings at a moment.</summary>
    public DateTimeOffset NoticeAt(DateTimeOffset ringAt) => ringAt.AddSeconds(-NoticeSeconds);

    /// <inheritdoc/>
    public CallsState Apply(CallEvent happened) => happened switch
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

    private CallsState Follow(CallEvent.StayFollowed followed) => this with
    {
        Subject = followed.Subject,
        PlannedDay = followed.PlannedDay,
        PlanAt = followed.PlanAt,
        Planned = followed.Subject is { HasEnded: false, HasCarer: false } next && next.Stay == Subject?.Stay ? Planned : [],
        NoticeSeconds = (int)followed.Notice.TotalSeconds,
    };

    /// <summary>A planned call that is announced is planned no more.</summary>
    private CallsState Announce(CallEvent.Announced announced) => this with
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
