using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Databases;

/// <summary>
/// Applies missing schema steps, each in its own transaction. Several processes may call it at once: one applies a step, the
/// others wait.
/// </summary>
public sealed partial class Migrator(Database database, TimeProvider time, ILogger<Migrator> logger)
{
    /// <summary>The number of the advisory lock for migrations: "ACTMIGRA" in ASCII.</summary>
    private const long AdvisoryLock = 0x4143_544D_4947_5241;

    private const string CreateTable =
        """
        CREATE TABLE IF NOT EXISTS schema_version (
            number     integer NOT NULL PRIMARY KEY,
            name       text    NOT NULL,
            checksum   text    NOT NULL,
            applied_at text    NOT NULL)
        """;

    /// <summary>Applies the embedded steps that the database lacks.</summary>
    /// <exception cref="MigrationException">
    /// The database is newer than the program, or a step was edited after use.
    /// </exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        MigrateAsync(Migration.ReadEmbedded(database.Dialect), cancellationToken);

    /// <inheritdoc cref="MigrateAsync(CancellationToken)"/>
    public async Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken = default)
    {
        database.Create();
        await using var connection = await database.OpenAsync(cancellationToken);
        while (await ApplyNextAsync(connection, migrations, cancellationToken) is { } applied)
        {
            LogApplied(applied.Number, applied.Name, database.Description);
        }
    }

    private async Task<Migration?> ApplyNextAsync(
        DbConnection connection, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        if (database.Dialect == DatabaseDialect.Postgres)
        {
            await ExecuteAsync(transaction, $"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancellationToken);
        }

        await ExecuteAsync(transaction, CreateTable, cancellationToken);
        var applied = await ReadAppliedAsync(transaction, cancellationToken);
        Check(applied, migrations);
        var next = migrations.FirstOrDefault(migration => !applied.ContainsKey(migration.Number));
        if (next is not null)
        {
            await ExecuteAsync(transaction, next.Script, cancellationToken);
            await using var command = transaction.Command(
                "INSERT INTO schema_version (number, name, checksum, applied_at) VALUES (@number, @name, @checksum, @at)",
                ("number", next.Number),
                ("name", next.Name),
                ("checksum", next.Checksum),
                ("at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    private void Check(Dictionary<int, (string Name, string Checksum)> applied, IReadOnlyList<Migration> migrations)
    {
        var known = migrations.ToDictionary(migration => migration.Number);
        foreach (var (number, (name, checksum)) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
            {
                throw new MigrationException(
                    $"{database.Description} has step {number} ({name}), which this program does not know: the database is "
                    + "newer than the program. Start the newer program, or restore a backup from before that step.");
            }

            if (migration.Checksum != checksum)
            {
                throw new MigrationException(
                    $"Step {number} ({migration.Name}) was edited after {database.Description} had applied it. Restore the "
                    + "old text and make the change in a new step.");
            }
        }
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadAppliedAsync(
        DbTransaction transaction, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, (string Name, string Checksum)>();
        await using var command = transaction.Command("SELECT number, name, checksum FROM schema_version ORDER BY number");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private static async Task ExecuteAsync(DbTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied schema step {Number} ({Name}) to {Database}.")]
    private partial void LogApplied(int number, string name, string database);
}
