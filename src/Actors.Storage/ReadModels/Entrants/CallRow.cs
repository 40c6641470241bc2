using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Storage.Databases;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>The current or last video call of a person.</summary>
internal sealed record CallRow(string Entrant, string Programme, long Number, CallStage Stage)
{
    public static RowTable<CallRow> Table { get; } = new(
        "calls",
        reader => new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), TextOf<CallStage>.Read(reader.GetString(3))),
        new("entrant", RowColumnKind.Text, row => row.Entrant) { IsKey = true },
        new("programme", RowColumnKind.Text, row => row.Programme),
        new("number", RowColumnKind.Number, row => row.Number),
        new("stage", RowColumnKind.Text, row => TextOf<CallStage>.Write(row.Stage)));

    /// <summary>A person without calls.</summary>
    public static CallRow None(string entrant) => new(entrant, "", 0, CallStage.Ended);

    /// <summary>The row after an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="programme">The programme in which the person is now; empty if it is not known any more.</param>
    public CallRow Apply(CallEvent happened, string programme) => happened switch
    {
        CallEvent.Announced announced => new(Entrant, programme, announced.Number, CallStage.Announced),
        CallEvent.Rang => this with { Stage = CallStage.Ringing },
        CallEvent.Unanswered or CallEvent.Interrupted => this with { Stage = CallStage.Waiting },
        CallEvent.Answered => this with { Stage = CallStage.Checking },
        CallEvent.Escalated => this with { Stage = CallStage.Queued },
        CallEvent.Ended => this with { Stage = CallStage.Ended },
        _ => this,
    };
}

/// <summary>The number of video calls that go on, by stage.</summary>
/// <param name="Announced">Will ring soon, or were announced.</param>
/// <param name="Ringing">Ring now.</param>
/// <param name="Waiting">Ring again later.</param>
/// <param name="Checking">Faces and position are checked.</param>
/// <param name="Queued">The person waits for staff.</param>
public readonly record struct CallCounts(long Announced, long Ringing, long Waiting, long Checking, long Queued)
{
    public static CallCounts operator +(CallCounts left, CallCounts right) => new(
        left.Announced + right.Announced, left.Ringing + right.Ringing, left.Waiting + right.Waiting,
        left.Checking + right.Checking, left.Queued + right.Queued);

    public static CallCounts operator -(CallCounts left, CallCounts right) => new(
        left.Announced - right.Announced, left.Ringing - right.Ringing, left.Waiting - right.Waiting,
        left.Checking - right.Checking, left.Queued - right.Queued);

    /// <summary>Counts one call; one that has ended counts nowhere.</summary>
    public static CallCounts Of(CallStage stage) => new(
        Number(stage == CallStage.Announced), Number(stage == CallStage.Ringing), Number(stage == CallStage.Waiting),
        Number(stage == CallStage.Checking), Number(stage == CallStage.Queued));

    private static long Number(bool value) => value ? 1 : 0;
}

/// <summary>Counts of the calls of one programme that go on.</summary>
internal sealed record CallCountRow(string Programme, CallCounts Counts)
{
    public static RowTable<CallCountRow> Table { get; } = new(
        "call_counts",
        reader => throw new NotSupportedException("Counts are only added to."),
        new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
        new("announced", RowColumnKind.Number, row => row.Counts.Announced) { IsSum = true },
        new("ringing", RowColumnKind.Number, row => row.Counts.Ringing) { IsSum = true },
        new("waiting", RowColumnKind.Number, row => row.Counts.Waiting) { IsSum = true },
        new("checking", RowColumnKind.Number, row => row.Counts.Checking) { IsSum = true },
        new("queued", RowColumnKind.Number, row => row.Counts.Queued) { IsSum = true });
}

/// <summary>The number of calls of one programme that ended with an outcome in one quarter of an hour, or ever.</summary>
internal sealed record CallOutcomeRow(string Programme, long QuarterAt, CallOutcome Outcome, long Calls)
{
    /// <summary>In place of a quarter: since the beginning.</summary>
    public const long Ever = 0;

    public static RowTable<CallOutcomeRow> Table { get; } = new(
        "call_outcomes",
        reader => throw new NotSupportedException("Counts are only added to."),
        new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
        new("quarter_at", RowColumnKind.Number, row => row.QuarterAt) { IsKey = true },
        new("outcome", RowColumnKind.Text, row => TextOf<CallOutcome>.Write(row.Outcome)) { IsKey = true },
        new("calls", RowColumnKind.Number, row => row.Calls) { IsSum = true });
}

/// <summary>The number of open work items of one programme and kind.</summary>
internal sealed record WorkCountRow(string Programme, FollowUps Kind, long Open)
{
    public static RowTable<WorkCountRow> Table { get; } = new(
        "work_counts",
        reader => throw new NotSupportedException("Counts are only added to."),
        new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
        new("kind", RowColumnKind.Text, row => TextOf<FollowUps>.Write(row.Kind)) { IsKey = true },
        new("open", RowColumnKind.Number, row => row.Open) { IsSum = true });
}

/// <summary>Applies events to calls in memory, and counts. Its input is the calls of the people concerned.</summary>
internal sealed class CallFold(IReadOnlyList<CallRow> calls)
{
    private readonly Dictionary<string, CallRow> _calls = calls.ToDictionary(call => call.Entrant, StringComparer.Ordinal);
    private readonly Dictionary<(string Programme, long Quarter, CallOutcome Outcome), long> _outcomes = [];

    /// <summary>The calls after the events.</summary>
    public IReadOnlyCollection<CallRow> Calls => _calls.Values;

    /// <summary>The calls that ended.</summary>
    public List<CallOutcomeRow> Outcomes =>
        [.. _outcomes.Select(sum => new CallOutcomeRow(sum.Key.Programme, sum.Key.Quarter, sum.Key.Outcome, sum.Value))];

    /// <summary>Applies one event.</summary>
    public void Apply(CallEvent happened, EntrantRow entrant)
    {
        var before = _calls.GetValueOrDefault(entrant.Entrant) ?? CallRow.None(entrant.Entrant);
        _calls[entrant.Entrant] = before.Apply(happened, entrant.Programme);
        if (happened is CallEvent.Ended ended && before is { Programme.Length: > 0, Stage: not CallStage.Ended })
        {
            foreach (var quarter in (long[])[CallOutcomeRow.Ever, EntrantBatch.QuarterOf(UnixMicroseconds.From(ended.At))])
            {
                var key = (before.Programme, quarter, ended.Outcome);
                _outcomes[key] = _outcomes.GetValueOrDefault(key) + 1;
            }
        }
    }
}
