using System.Data.Common;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.ReadModels;

/// <summary>
/// Feeds read models from the ledger. The tables of a model and its position change in one transaction, so each event counts
/// exactly once. Queries use a view of the current copy of a table; a rebuild fills another copy and then switches the view.
/// </summary>
public sealed partial class ReadModelFeed(
    Database database, LedgerLog ledger, IEnumerable<IReadModel> models, ILogger<ReadModelFeed> logger)
{
    private readonly Dictionary<string, IReadModel> _models = models.ToDictionary(model => model.Name, StringComparer.Ordinal);

    /// <summary>The read models.</summary>
    public IReadOnlyCollection<IReadModel> Models => _models.Values;

    /// <summary>Builds the models that are missing or have another version.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        foreach (var model in _models.Values)
        {
            if (await ReadProgressAsync(model.Name, cancellationToken) is not { } progress || progress.Version != model.Version)
            {
                await RebuildAsync(model.Name, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Applies one batch of events. Returns their number; less than <see cref="Limits.FeedRows"/> if the model is up to
    /// date.
    /// </summary>
    public Task<int> AdvanceAsync(string name, CancellationToken cancellationToken = default) =>
        AdvanceAsync(_models[name], name, cancellationToken);

    /// <summary>Applies all new events to every model.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        foreach (var model in _models.Values)
        {
            await CatchUpAsync(model, model.Name, cancellationToken);
        }
    }

    /// <summary>Builds a new copy from the whole ledger beside the current one, then switches to it.</summary>
    public async Task RebuildAsync(string name, CancellationToken cancellationToken = default)
    {
        var model = _models[name];
        var current = await ReadProgressAsync(name, cancellationToken);
        var generation = (current?.Generation ?? 0) + 1;
        var fresh = Fresh(name);
        LogRebuilding(name, model.Version, generation);
        await InTransactionAsync(
            async transaction =>
            {
                await DropTablesAsync(model, transaction, generation, cancellationToken); // Left by an interrupted attempt.
                var session = new ReadModelSession(database.Dialect, transaction, generation);
                await model.CreateTablesAsync(session, cancellationToken);
                var progress = new ReadModelProgress(model.Version, generation, LedgerPosition.Start);
                await SaveProgressAsync(transaction, fresh, progress, cancellationToken);
                return 0;
            },
            cancellationToken);
        await CatchUpAsync(model, fresh, cancellationToken);
        await InTransactionAsync(
            async transaction =>
            {
                await SwapAsync(model, transaction, fresh, generation, cancellationToken);
                return 0;
            },
            cancellationToken);
        LogRebuilt(name, model.Version, generation);
    }

    /// <summary>
    /// Removes what is kept of people from every model, and from copies that are being built. Call it when their events are no
    /// longer in the ledger: then no feed brings them back, because each feed reads the ledger and changes its copy in one
    /// transaction, for which this waits.
    /// </summary>
    /// <param name="people">Who was erased, each once.</param>
    /// <param name="cancellationToken">Cancels it. It can be repeated.</param>
    public async Task EraseAsync(IReadOnlyCollection<ErasedPart> people, CancellationToken cancellationToken = default)
    {
        foreach (var model in _models.Values)
        {
            await InTransactionAsync(
                async transaction =>
                {
                    await database.OverwriteWhatIsDeletedAsync(transaction.Connection!, cancellationToken);
                    foreach (var name in (string[])[model.Name, Fresh(model.Name)])
                    {
                        if (await ReadProgressAsync(transaction, name, cancellationToken) is { } progress)
                        {
                            await model.EraseAsync(
                                new(database.Dialect, transaction, progress.Generation), people, cancellationToken);
                        }
                    }

                    return 0;
                },
                cancellationToken);
        }
    }

    private static string Fresh(string name) => $"{name}~fresh";

    private static string View(IReadModel model, string table) => model.Tables.Contains(table)
        ? table
        : throw new ArgumentException($"{table} is not a table of {model.Name}.", nameof(table));

    private static async Task DropTablesAsync(
        IReadModel model, DbTransaction transaction, int generation, CancellationToken cancellationToken)
    {
        foreach (var table in model.Tables)
        {
            await ExecuteAsync(transaction, $"DROP TABLE IF EXISTS {table}_{generation}", cancellationToken);
        }
    }

    private static async Task ExecuteAsync(DbTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task SaveProgressAsync(
        DbTransaction transaction, string name, ReadModelProgress progress, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO read_model (name, version, generation, transaction_id, position)
            VALUES (@name, @version, @generation, @transaction, @position)
            ON CONFLICT (name) DO UPDATE SET version = excluded.version, generation = excluded.generation,
                transaction_id = excluded.transaction_id, position = excluded.position
            """,
            ("name", name),
            ("version", progress.Version),
            ("generation", progress.Generation),
            ("transaction", progress.Position.Transaction),
            ("position", progress.Position.Number));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SwapAsync(
        IReadModel model, DbTransaction transaction, string fresh, int generation, CancellationToken cancellationToken)
    {
        var progress = await ReadProgressAsync(transaction, fresh, cancellationToken)
            ?? throw new InvalidOperationException($"Another process is rebuilding {model.Name}.");
        foreach (var table in model.Tables)
        {
            await ExecuteAsync(transaction, $"DROP VIEW IF EXISTS {View(model, table)}", cancellationToken);
            await ExecuteAsync(transaction, $"CREATE VIEW {table} AS SELECT * FROM {table}_{generation}", cancellationToken);
        }

        await DropTablesAsync(model, transaction, generation - 1, cancellationToken);
        await SaveProgressAsync(transaction, model.Name, progress, cancellationToken);
        await using var command = transaction.Command("DELETE FROM read_model WHERE name = @name", ("name", fresh));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CatchUpAsync(IReadModel model, string name, CancellationToken cancellationToken)
    {
        while (await AdvanceAsync(model, name, cancellationToken) == Limits.FeedRows)
        {
        }
    }

    private Task<int> AdvanceAsync(IReadModel model, string name, CancellationToken cancellationToken) => InTransactionAsync(
        async transaction =>
        {
            var progress = await ReadProgressAsync(transaction, name, cancellationToken)
                ?? throw new InvalidOperationException($"{name} has not been built.");
            if (progress.Version != model.Version)
            {
                throw new InvalidOperationException(
                    $"{name} has version {progress.Version}. Build version {model.Version} first.");
            }

            var rows = await LedgerReader.ReadAsync(
                database.Dialect, transaction.Connection!, transaction, progress.Position, Limits.FeedRows, cancellationToken);
            if (rows.Count > 0)
            {
                var session = new ReadModelSession(database.Dialect, transaction, progress.Generation);
                await model.ApplyAsync(session, ledger.Decode(rows), cancellationToken);
                await SaveProgressAsync(transaction, name, progress with { Position = rows[^1].Position }, cancellationToken);
            }

            return rows.Count;
        },
        cancellationToken);

    private async Task<int> InTransactionAsync(Func<DbTransaction, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var result = await work(transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<ReadModelProgress?> ReadProgressAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT version, generation, transaction_id, position FROM read_model WHERE name = @name", ("name", name));
        return await ReadProgressAsync(command, cancellationToken);
    }

    /// <summary>Reads the row and makes other feeds of the model wait until the transaction ends.</summary>
    private async Task<ReadModelProgress?> ReadProgressAsync(
        DbTransaction transaction, string name, CancellationToken cancellationToken)
    {
        var hold = database.Dialect == DatabaseDialect.Postgres ? "FOR UPDATE" : "";
        await using var command = transaction.Command(
            $"SELECT version, generation, transaction_id, position FROM read_model WHERE name = @name {hold}", ("name", name));
        return await ReadProgressAsync(command, cancellationToken);
    }

    private static async Task<ReadModelProgress?> ReadProgressAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ReadModelProgress(
                reader.GetInt32(0), reader.GetInt32(1), new LedgerPosition(reader.GetInt64(2), reader.GetInt64(3)))
            : null;
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Rebuilding read model {Name} version {Version}, copy {Generation}.")]
    private partial void LogRebuilding(string name, int version, int generation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Read model {Name} version {Version} is ready, copy {Generation}.")]
    private partial void LogRebuilt(string name, int version, int generation);
}

/// <summary>A row of <c>read_model</c>.</summary>
/// <param name="Version">The version of the model that built the tables.</param>
/// <param name="Generation">The number of the copy of the tables.</param>
/// <param name="Position">The position of the last applied event.</param>
internal sealed record ReadModelProgress(int Version, int Generation, LedgerPosition Position);
