using System.Data.Common;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.ReadModels;

/// <summary>
/// Feeds read models from the ledger. Events, the model's tables and its position change in one transaction, so that each
/// event counts exactly once whatever fails. Questions see a view onto the current copy of a table; building anew fills
/// another copy and then turns the view over.
/// </summary>
public sealed partial class ReadModelFeed(
    Database database, LedgerLog ledger, IEnumerable<IReadModel> models, ILogger<ReadModelFeed> logger)
{
    private readonly Dictionary<string, IReadModel> _models = models.ToDictionary(model => model.Name, StringComparer.Ordinal);

    /// <summary>The models it feeds.</summary>
    public IReadOnlyCollection<IReadModel> Models => _models.Values;

    /// <summary>Makes what is missing, and builds anew what is of another version.</summary>
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
    /// Takes in one batch of events; gives their number. Less than <see cref="Limits.FeedRows"/>: it is up to date.
    /// </summary>
    public Task<int> AdvanceAsync(string name, CancellationToken cancellationToken = default) =>
        AdvanceAsync(_models[name], name, cancellationToken);

    /// <summary>Takes in everything there is, for every model.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        foreach (var model in _models.Values)
        {
            await CatchUpAsync(model, model.Name, cancellationToken);
        }
    }

    /// <summary>Builds a fresh copy from the whole ledger beside the current one, then puts it in its place.</summary>
    public async Task RebuildAsync(string name, CancellationToken cancellationToken = default)
    {
        var model = _models[name];
        var current = await ReadProgressAsync(name, cancellationToken);
        var generation = (current?.Generation ?? 0) + 1;
        var fresh = $"{name}~fresh";
        LogRebuilding(name, model.Version, generation);
        await InTransactionAsync(
            async transaction =>
            {
                await DropTablesAsync(model, transaction, generation, cancellationToken); // Of an attempt that was cut short.
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

    private static string View(IReadModel model, string table) => model.Tables.Contains(table)
        ? table
        : throw new ArgumentException($"{table} is no table of {model.Name}.", nameof(table));

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
            ?? throw new InvalidOperationException($"Somebody else is building {model.Name} anew.");
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
                ?? throw new InvalidOperationException($"{name} is not prepared.");
            if (progress.Version != model.Version)
            {
                throw new InvalidOperationException(
                    $"{name} has version {progress.Version}: build version {model.Version} first.");
            }

            var rows = await SqlLedgerReader.ReadAsync(
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

    /// <summary>Reads the row and keeps other feeders of the same model waiting until the transaction ends.</summary>
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
        Message = "Building read model {Name} version {Version} anew, copy {Generation}.")]
    private partial void LogRebuilding(string name, int version, int generation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Read model {Name} version {Version} stands, copy {Generation}.")]
    private partial void LogRebuilt(string name, int version, int generation);
}

/// <summary>A row of <c>read_model</c>.</summary>
/// <param name="Version">The version of the model that made the tables.</param>
/// <param name="Generation">Which copy of the tables.</param>
/// <param name="Position">The last event it took in.</param>
internal sealed record ReadModelProgress(int Version, int Generation, LedgerPosition Position);
