using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// A batch of events of entrants and their calls: loads the rows they touch, applies the events, and saves the changed rows.
/// </summary>
internal sealed class EntrantBatch(IReadOnlyList<LedgerRecord> records)
{
    private const long QuarterMicroseconds = 15L * 60 * 1_000_000;

    private List<EntrantRow> _entrants = [];
    private List<PromptRow> _prompts = [];
    private List<WorkItemRow> _workItems = [];
    private List<CallRow> _calls = [];
    private EntrantFold _fold = null!;
    private CallFold _callFold = null!;

    public async Task LoadAsync(ReadModelSession session, CancellationToken cancellationToken)
    {
        var keys = records.Select(record => record.GrainKey).ToHashSet(StringComparer.Ordinal);
        _entrants = await EntrantRow.Table.LoadAsync(session, [.. keys.Select(Key)], "", cancellationToken);
        var (some, whole) = TouchedPrompts();
        _prompts = await PromptRow.Table.LoadAsync(session, [.. some.Select(key => key.Values)], "", cancellationToken);
        _prompts.AddRange((await PromptRow.Table.LoadAsync(
                session, [.. whole.Select(stay => new object[] { stay.Entrant, stay.Stay })], "fate IN ('planned', 'open')",
                cancellationToken))
            .Where(prompt => !some.Contains(prompt.Key)));
        var followed = _entrants.Where(entrant => entrant.FollowUps != FollowUps.None).Select(entrant => entrant.Entrant);
        _workItems = await WorkItemRow.Table.LoadAsync(
            session, [.. followed.Select(Key)], "closed_at IS NULL", cancellationToken);
        var called = records.Where(record => record.Event.Body is CallEvent).Select(record => record.GrainKey);
        _calls = await CallRow.Table.LoadAsync(
            session, [.. called.Distinct(StringComparer.Ordinal).Select(Key)], "", cancellationToken);
    }

    /// <summary>Applies the events. Returns those to show, with their facts.</summary>
    public List<LatestEvent> Fold()
    {
        _fold = new EntrantFold(_entrants, _prompts, _workItems);
        _callFold = new CallFold(_calls);
        var happened = new List<LatestEvent>(records.Count);
        foreach (var record in records)
        {
            var (entrant, facts) = Apply(record);
            if (facts.IsShown && entrant.Programme.Length > 0)
            {
                var kind = facts.Prompt is { } number
                    ? _fold.Prompts.GetValueOrDefault(new(entrant.Entrant, entrant.Stay, number))?.Kind
                    : null;
                happened.Add(new(record.Position, record.Event.At, entrant.Entrant, entrant.Programme, facts, kind));
            }
        }

        return happened;
    }

    public async Task SaveAsync(ReadModelSession session, CancellationToken cancellationToken)
    {
        var entrants = Changed(_fold.Entrants.Values, _entrants);
        var prompts = Changed(_fold.Prompts.Values, _prompts);
        await EntrantRow.Table.SaveAsync(session, entrants, cancellationToken);
        await PromptRow.Table.SaveAsync(session, prompts, cancellationToken);
        await WorkItemRow.Table.SaveAsync(session, Changed(_fold.WorkItems, _workItems), cancellationToken);
        var calls = Changed(_callFold.Calls, _calls);
        await CallRow.Table.SaveAsync(session, calls, cancellationToken);
        await CallCountRow.Table.SaveAsync(session, Count(calls), cancellationToken);
        await CallOutcomeRow.Table.SaveAsync(session, _callFold.Outcomes, cancellationToken);
        await WorkCountRow.Table.SaveAsync(session, Count(Changed(_fold.WorkItems, _workItems)), cancellationToken);
        await FateCountRow.Days.SaveAsync(session, Count(prompts, prompt => QuarterOf(prompt.PlannedAt)), cancellationToken);
        await FateCountRow.Totals.SaveAsync(session, Count(prompts, _ => 0), cancellationToken);
        await PeopleCountRow.Table.SaveAsync(session, Count(entrants), cancellationToken);
    }

    /// <summary>Applies one event. Returns the person after it, and the facts of the event.</summary>
    private (EntrantRow Entrant, EventFacts Facts) Apply(LedgerRecord record)
    {
        if (record.Event.Body is EntrantEvent body)
        {
            return (_fold.Apply(record, body), EventFacts.Of(body));
        }

        var called = (CallEvent)record.Event.Body;
        var entrant = _fold.Entrants.GetValueOrDefault(record.GrainKey) ?? EntrantRow.Unknown(record.GrainKey);
        _callFold.Apply(called, entrant);
        return (entrant, EventFacts.Of(called));
    }

    private static object[] Key(string entrant) => [entrant];

    /// <summary>The beginning of the quarter of an hour.</summary>
    internal static long QuarterOf(long at) => at - at % QuarterMicroseconds;

    private static List<TRow> Changed<TRow>(IEnumerable<TRow> now, List<TRow> before)
        where TRow : class
    {
        var known = before.ToHashSet<TRow>(ReferenceEqualityComparer.Instance);
        return [.. now.Where(row => !known.Contains(row))];
    }

    private static void Add<TKey, TCounts>(Dictionary<TKey, TCounts> sums, TKey key, Func<TCounts, TCounts> add)
        where TKey : notnull
        where TCounts : struct =>
        sums[key] = add(sums.GetValueOrDefault(key));

    /// <summary>Finds the prompts that the events name, and the stays whose unsettled prompts are needed.</summary>
    private (HashSet<PromptKey> Some, HashSet<(string Entrant, string Stay)> Whole) TouchedPrompts()
    {
        var some = new HashSet<PromptKey>();
        var whole = new HashSet<(string Entrant, string Stay)>();
        var stays = _entrants.ToDictionary(entrant => entrant.Entrant, entrant => entrant.Stay, StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.Event.Body is not EntrantEvent body)
            {
                continue;
            }

            if (body is EntrantEvent.StayStarted started)
            {
                stays[record.GrainKey] = started.Stay.ToString();
            }

            var stay = stays.GetValueOrDefault(record.GrainKey, "");
            foreach (var number in PromptsOf(body))
            {
                some.Add(new(record.GrainKey, stay, number));
            }

            if (body is EntrantEvent.StayEnded)
            {
                whole.Add((record.GrainKey, stay));
            }
        }

        return (some, whole);
    }

    private static IEnumerable<PromptNumber> PromptsOf(EntrantEvent happened) => happened is EntrantEvent.DayPlanned planned
        ? planned.Prompts.Select(prompt => prompt.Number)
        : EventFacts.Of(happened).Prompt is { } number ? [number] : [];

    /// <summary>The difference that the changed prompts make to the counts.</summary>
    private List<FateCountRow> Count(List<PromptRow> changed, Func<PromptRow, long> bucket)
    {
        var before = _prompts.ToDictionary(prompt => prompt.Key);
        var sums = new Dictionary<(string Programme, PromptKind Kind, long Bucket), FateCounts>();
        foreach (var prompt in changed)
        {
            var old = before.TryGetValue(prompt.Key, out var known) ? FateCounts.Of(known.Outcome) : default;
            Add(sums, (prompt.Programme, prompt.Kind, bucket(prompt)), sum => sum + FateCounts.Of(prompt.Outcome) - old);
        }

        return
        [
            .. from sum in sums where sum.Value != default
               select new FateCountRow(sum.Key.Programme, sum.Key.Kind, sum.Key.Bucket, sum.Value),
        ];
    }

    private List<PeopleCountRow> Count(List<EntrantRow> changed)
    {
        var before = _entrants.ToDictionary(entrant => entrant.Entrant, StringComparer.Ordinal);
        var sums = new Dictionary<string, PeopleCounts>(StringComparer.Ordinal);
        foreach (var entrant in changed)
        {
            if (before.TryGetValue(entrant.Entrant, out var old))
            {
                Add(sums, old.Programme, sum => sum - PeopleCountRow.Of(old));
            }

            Add(sums, entrant.Programme, sum => sum + PeopleCountRow.Of(entrant));
        }

        return
        [
            .. from sum in sums where sum.Value != default && sum.Key.Length > 0
               select new PeopleCountRow(sum.Key, sum.Value),
        ];
    }

    /// <summary>With zeros too: the rows that exist must not depend on how events are batched.</summary>
    private List<CallCountRow> Count(List<CallRow> changed)
    {
        var before = _calls.ToDictionary(call => call.Entrant, StringComparer.Ordinal);
        var sums = new Dictionary<string, CallCounts>(StringComparer.Ordinal);
        foreach (var call in changed)
        {
            if (before.TryGetValue(call.Entrant, out var old))
            {
                Add(sums, old.Programme, sum => sum - CallCounts.Of(old.Stage));
            }

            Add(sums, call.Programme, sum => sum + CallCounts.Of(call.Stage));
        }

        return
        [
            .. from sum in sums where sum.Key.Length > 0
               select new CallCountRow(sum.Key, sum.Value),
        ];
    }

    private List<WorkCountRow> Count(List<WorkItemRow> changed)
    {
        // Only open items were loaded: an item that was known was open.
        var before = _workItems.Select(item => (item.Entrant, item.Sequence, item.Kind)).ToHashSet();
        var sums = new Dictionary<(string Programme, FollowUps Kind), long>();
        foreach (var item in changed)
        {
            var opened = item.ClosedAt is null ? 1 : 0;
            var known = before.Contains((item.Entrant, item.Sequence, item.Kind)) ? 1 : 0;
            Add(sums, (item.Programme, item.Kind), sum => sum + opened - known);
        }

        return [.. sums.Select(sum => new WorkCountRow(sum.Key.Programme, sum.Key.Kind, sum.Value))];
    }
}
