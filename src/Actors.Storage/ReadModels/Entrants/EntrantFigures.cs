using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>Reads the counts of the read model: a few rows, however many people there are.</summary>
public sealed class EntrantFigures(Database database)
{
    private const string Sums =
        "kind, prompts, planned, open, answered, late, missed, excused";

    private const string People =
        "SELECT people, waiting, checked_in, ended, unreachable, unconfirmed FROM people_counts WHERE programme = @programme";

    private const string Total = $"SELECT {Sums} FROM total_counts WHERE programme = @programme";

    private const string Span =
        $"SELECT {Sums} FROM day_counts WHERE programme = @programme AND quarter_at >= @from AND quarter_at < @to";

    private const string Latest = "SELECT events FROM latest_events WHERE programme = @programme";

    private const string Calls =
        "SELECT announced, ringing, waiting, checking, queued FROM call_counts WHERE programme = @programme";

    private const string Outcomes =
        "SELECT outcome, calls, quarter_at FROM call_outcomes WHERE programme = @programme"
        + " AND (quarter_at = 0 OR (quarter_at >= @from AND quarter_at < @to))";

    // The oldest item is the first of its kind in the index of open items.
    private const string Work =
        "SELECT kind, open, (SELECT min(opened_at) FROM work_items AS item WHERE item.programme = counts.programme"
        + " AND item.kind = counts.kind AND item.closed_at IS NULL)"
        + " FROM work_counts AS counts WHERE programme = @programme AND open > 0";

    /// <summary>Reads the figures of a programme.</summary>
    /// <param name="programme">The id of the programme.</param>
    /// <param name="from">The start of the span: a full quarter of an hour, such as the start of a local date.</param>
    /// <param name="to">The end of the span, not included.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<ProgrammeFigures> ReadAsync(
        string programme, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await BeginReadAsync(connection, cancellationToken);
        await using var people = transaction.Command(People, ("programme", programme));
        await using var total = transaction.Command(Total, ("programme", programme));
        var (first, end) = (UnixMicroseconds.From(from), UnixMicroseconds.From(to));
        await using var span = transaction.Command(Span, ("programme", programme), ("from", first), ("to", end));
        await using var latest = transaction.Command(Latest, ("programme", programme));
        await using var calls = transaction.Command(Calls, ("programme", programme));
        await using var outcomes = transaction.Command(Outcomes, ("programme", programme), ("from", first), ("to", end));
        await using var work = transaction.Command(Work, ("programme", programme));
        return new(
            await ReadPeopleAsync(people, cancellationToken),
            await ReadCountsAsync(total, cancellationToken),
            await ReadCountsAsync(span, cancellationToken),
            await latest.ExecuteScalarAsync(cancellationToken) is string events ? LatestEventsRow.Read(events) : [],
            await ReadCallsAsync(calls, outcomes, cancellationToken),
            await ReadWorkAsync(work, cancellationToken));
    }

    /// <summary>
    /// Begins one snapshot for all queries. On SQLite it must be deferred, so that it does not take the write lock.
    /// </summary>
    private static ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection is SqliteConnection sqlite
            ? new ValueTask<DbTransaction>(BeginRead(sqlite))
            : connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    // A separate method, because the analyzer asks asynchronous methods for BeginTransactionAsync.
    private static SqliteTransaction BeginRead(SqliteConnection connection) => connection.BeginTransaction(deferred: true);

    private static async Task<PeopleCounts> ReadPeopleAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
                reader.GetInt64(5))
            : default;
    }

    private static async Task<CallFigures> ReadCallsAsync(
        DbCommand stages, DbCommand outcomes, CancellationToken cancellationToken)
    {
        var counts = default(CallCounts);
        await using (var reader = await stages.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken))
            {
                counts = new(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
            }
        }

        var span = ImmutableDictionary.CreateBuilder<CallOutcome, long>();
        var total = ImmutableDictionary.CreateBuilder<CallOutcome, long>();
        await using var rows = await outcomes.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var outcome = TextOf<CallOutcome>.Read(rows.GetString(0));
            var sums = rows.GetInt64(2) == CallOutcomeRow.Ever ? total : span;
            sums[outcome] = sums.GetValueOrDefault(outcome) + rows.GetInt64(1);
        }

        return new(counts, span.ToImmutable(), total.ToImmutable());
    }

    private static async Task<ImmutableArray<WorkFigures>> ReadWorkAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var work = ImmutableArray.CreateBuilder<WorkFigures>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            work.Add(new(
                TextOf<FollowUps>.Read(reader.GetString(0)), reader.GetInt64(1),
                UnixMicroseconds.ToMoment(reader.GetInt64(2))));
        }

        return work.ToImmutable();
    }

    private static async Task<ImmutableDictionary<PromptKind, FateCounts>> ReadCountsAsync(
        DbCommand command, CancellationToken cancellationToken)
    {
        var counts = ImmutableDictionary.CreateBuilder<PromptKind, FateCounts>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var kind = TextOf<PromptKind>.Read(reader.GetString(0));
            counts[kind] = counts.GetValueOrDefault(kind) + new FateCounts(
                reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
                reader.GetInt64(6), reader.GetInt64(7));
        }

        return counts.ToImmutable();
    }
}

/// <summary>The figures of a programme.</summary>
/// <param name="People">Counts of people.</param>
/// <param name="Total">Counts of all prompts ever planned, by kind.</param>
/// <param name="Span">Counts of the prompts planned in the requested span, by kind.</param>
/// <param name="Latest">The latest events, oldest first.</param>
/// <param name="Calls">Counts of video calls.</param>
/// <param name="Work">Counts of the open work items of staff, those kinds only of which there are any.</param>
public sealed record ProgrammeFigures(
    PeopleCounts People, ImmutableDictionary<PromptKind, FateCounts> Total, ImmutableDictionary<PromptKind, FateCounts> Span,
    ImmutableArray<LatestEvent> Latest, CallFigures Calls, ImmutableArray<WorkFigures> Work)
{
    /// <summary>No people and no prompts.</summary>
    public static ProgrammeFigures None { get; } = new(
        default, ImmutableDictionary<PromptKind, FateCounts>.Empty, ImmutableDictionary<PromptKind, FateCounts>.Empty, [],
        new(default, ImmutableDictionary<CallOutcome, long>.Empty, ImmutableDictionary<CallOutcome, long>.Empty), []);
}

/// <summary>The video calls of a programme.</summary>
/// <param name="Now">The calls that go on.</param>
/// <param name="Span">The calls that ended in the requested span, by outcome.</param>
/// <param name="Total">All calls that ever ended, by outcome.</param>
public sealed record CallFigures(
    CallCounts Now, ImmutableDictionary<CallOutcome, long> Span, ImmutableDictionary<CallOutcome, long> Total);

/// <summary>The open work items of one kind.</summary>
/// <param name="Kind">The kind; one flag.</param>
/// <param name="Open">How many there are.</param>
/// <param name="OldestAt">When the oldest was opened, in programme time.</param>
public readonly record struct WorkFigures(FollowUps Kind, long Open, DateTimeOffset OldestAt);

/// <summary>
/// People, their prompts, calls and work items, their latest events, and counts, so that no query scans the rows. Counts
/// change in the same transaction as the rows. The column <c>programme</c> separates programmes.
/// </summary>
public sealed class EntrantReadModel : IReadModel
{
    internal const string ModelName = "entrants";

    /// <inheritdoc/>
    public string Name => ModelName;

    /// <inheritdoc/>
    public int Version => 4;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables { get; } =
    [
        EntrantRow.Table.Name, PromptRow.Table.Name, WorkItemRow.Table.Name, FateCountRow.Days.Name, FateCountRow.Totals.Name,
        PeopleCountRow.Table.Name, LatestEventsRow.Table.Name, CallRow.Table.Name, CallCountRow.Table.Name,
        CallOutcomeRow.Table.Name, WorkCountRow.Table.Name,
    ];

    /// <inheritdoc/>
    public async Task CreateTablesAsync(ReadModelSession session, CancellationToken cancellationToken)
    {
        await EntrantRow.Table.CreateAsync(session, cancellationToken);
        await PromptRow.Table.CreateAsync(session, cancellationToken);
        await WorkItemRow.Table.CreateAsync(session, cancellationToken);
        await WorkItemRow.Table.CreateIndexAsync(
            session, "open", "(programme, kind, opened_at) WHERE closed_at IS NULL", cancellationToken);
        await FateCountRow.Days.CreateAsync(session, cancellationToken);
        await FateCountRow.Totals.CreateAsync(session, cancellationToken);
        await PeopleCountRow.Table.CreateAsync(session, cancellationToken);
        await LatestEventsRow.Table.CreateAsync(session, cancellationToken);
        await CallRow.Table.CreateAsync(session, cancellationToken);
        await CallCountRow.Table.CreateAsync(session, cancellationToken);
        await CallOutcomeRow.Table.CreateAsync(session, cancellationToken);
        await WorkCountRow.Table.CreateAsync(session, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(
        ReadModelSession session, IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken)
    {
        var batch = new EntrantBatch([.. records.Where(record => record.Event.Body is EntrantEvent or CallEvent)]);
        await batch.LoadAsync(session, cancellationToken);
        var happened = batch.Fold();
        await batch.SaveAsync(session, cancellationToken);
        await LatestEventsRow.AddAsync(session, happened, cancellationToken);
    }

    /// <inheritdoc/>
    public Task EraseAsync(
        ReadModelSession session, IReadOnlyCollection<ErasedPart> people, CancellationToken cancellationToken) =>
        EntrantErase.RunAsync(session, people, cancellationToken);
}
