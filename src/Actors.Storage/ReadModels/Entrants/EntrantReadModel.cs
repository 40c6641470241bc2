using Actors.Domain.Entrants;
using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels.Entrants;

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
