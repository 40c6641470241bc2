using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Actors.Domain.Entrants;
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
        await using var span = transaction.Command(
            Span, ("programme", programme), ("from", UnixMicroseconds.From(from)), ("to", UnixMicroseconds.From(to)));
        await using var latest = transaction.Command(Latest, ("programme", programme));
        return new(
            await ReadPeopleAsync(people, cancellationToken),
            await ReadCountsAsync(total, cancellationToken),
            await ReadCountsAsync(span, cancellationToken),
            await latest.ExecuteScalarAsync(cancellationToken) is string events ? LatestEventsRow.Read(events) : []);
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
public sealed record ProgrammeFigures(
    PeopleCounts People, ImmutableDictionary<PromptKind, FateCounts> Total, ImmutableDictionary<PromptKind, FateCounts> Span,
    ImmutableArray<LatestEvent> Latest)
{
    /// <summary>No people and no prompts.</summary>
    public static ProgrammeFigures None { get; } =
        new(default, ImmutableDictionary<PromptKind, FateCounts>.Empty, ImmutableDictionary<PromptKind, FateCounts>.Empty, []);
}

/// <summary>
/// People, their prompts and work items, their latest events, and counts, so that no query scans the rows. Counts change in
/// the same transaction as the rows. The column <c>programme</c> separates programmes.
/// </summary>
public sealed class EntrantReadModel : IReadModel
{
    internal const string ModelName = "entrants";

    /// <inheritdoc/>
    public string Name => ModelName;

    /// <inheritdoc/>
    public int Version => 3;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables { get; } =
    [
        EntrantRow.Table.Name, PromptRow.Table.Name, WorkItemRow.Table.Name, FateCountRow.Days.Name, FateCountRow.Totals.Name,
        PeopleCountRow.Table.Name, LatestEventsRow.Table.Name,
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
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(
        ReadModelSession session, IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken)
    {
        var batch = new EntrantBatch([.. records.Where(record => record.Event.Body is EntrantEvent)]);
        await batch.LoadAsync(session, cancellationToken);
        var happened = batch.Fold();
        await batch.SaveAsync(session, cancellationToken);
        await LatestEventsRow.AddAsync(session, happened, cancellationToken);
    }
}
