using System.Data;
using System.Data.Common;
using System.Globalization;
using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.Serialization;
using Actors.Storage.States;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.Recovery;

/// <summary>
/// Reads a whole database and compares its parts: checksums, states with their ledger, the ledger with itself, read models
/// with the ledger. It works on a snapshot, so the server may run.
/// </summary>
public sealed class DatabaseVerifier
{
    private const string States =
        """
        SELECT grain_type, grain_key, state_name, version, due_at, due_priority, payload, checksum,
            (SELECT max(sequence) FROM ledger AS l WHERE l.grain_type = s.grain_type AND l.grain_key = s.grain_key)
        FROM grain_state AS s
        """;

    private const string Grains =
        """
        SELECT grain_type, grain_key, min(sequence), max(sequence), count(*),
            (SELECT count(*) FROM grain_state AS s WHERE s.grain_type = l.grain_type AND s.grain_key = l.grain_key)
        FROM ledger AS l GROUP BY grain_type, grain_key
        """;

    private readonly RecordSerializer _serializer;

    internal DatabaseVerifier(RecordSerializer serializer) => _serializer = serializer;

    /// <summary>Reads and compares everything.</summary>
    /// <param name="database">The database: that of the server, or a backup.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DbException">The database cannot be read at all.</exception>
    public async Task<VerifierReport> RunAsync(Database database, CancellationToken cancellationToken = default)
    {
        var report = new VerifierReport();
        await using var connection = await database.OpenAsync(cancellationToken);
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await CheckFileAsync(connection, report, cancellationToken);
        }

        try
        {
            report.Contents = await DatabaseMark.ReadAsync(database.Dialect, connection, cancellationToken);
            await using var snapshot = await BeginAsync(connection, cancellationToken);
            await CheckStatesAsync(snapshot, report, cancellationToken);
            var end = await CheckLedgerAsync(database.Dialect, snapshot, report, cancellationToken);
            await CheckGrainsAsync(snapshot, report, cancellationToken);
            await CheckReadModelsAsync(snapshot, end, report, cancellationToken);
        }
        catch (SqliteException exception) when (report.Findings.Count > 0)
        {
            report.Add(FindingKind.File, $"The rest cannot be read: {exception.Message}");
        }

        return report;
    }

    // A transaction that only reads: a writer does not wait for it.
    private static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection is SqliteConnection sqlite
            ? BeginDeferred(sqlite)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    private static SqliteTransaction BeginDeferred(SqliteConnection connection) => connection.BeginTransaction(deferred: true);

    private static async Task CheckFileAsync(DbConnection connection, VerifierReport report, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = connection.Command("PRAGMA integrity_check(10)");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.GetString(0) is not "ok" and var problem)
                {
                    report.Add(FindingKind.File, $"The database file is damaged: {problem}");
                }
            }
        }
        catch (SqliteException exception)
        {
            report.Add(FindingKind.File, $"The database file is damaged: {exception.Message}");
        }
    }

    private async Task CheckStatesAsync(DbTransaction snapshot, VerifierReport report, CancellationToken cancellationToken)
    {
        await using var command = snapshot.Command(States);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            report.States++;
            CheckState(reader, report);
        }
    }

    private void CheckState(DbDataReader reader, VerifierReport report)
    {
        var key = new StateKey(reader.GetString(0), reader.GetString(1), reader.GetString(2));
        var stored = new StoredState(
            reader.GetInt64(3), Number(reader, 4), (DuePriority?)Number(reader, 5), reader.GetFieldValue<byte[]>(6),
            unchecked((uint)reader.GetInt64(7)));
        CheckState(key, stored, Number(reader, 8) ?? 0, report);
    }

    private void CheckState(in StateKey key, in StoredState stored, long events, VerifierReport report)
    {
        if (!stored.IsIntact(key))
        {
            report.Add(FindingKind.CorruptState, "Its checksum does not match.", key, stored.Version);
            return;
        }

        try
        {
            if (_serializer.Deserialize(stored.Payload) is ILedgeredState state && state.Sequence != events)
            {
                report.Add(
                    state.Sequence < events ? FindingKind.StateBehindLedger : FindingKind.StateAheadOfLedger,
                    $"The state has {state.Sequence} events, the ledger {events}.", key, stored.Version);
            }
        }
        catch (FormatException exception)
        {
            report.Add(FindingKind.CorruptState, exception.Message, key, stored.Version);
        }
    }

    private async Task<LedgerPosition> CheckLedgerAsync(
        DatabaseDialect dialect, DbTransaction snapshot, VerifierReport report, CancellationToken cancellationToken)
    {
        var position = LedgerPosition.Start;
        while (await LedgerReader.ReadSnapshotAsync(
            dialect, snapshot, position, Limits.FeedRows, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                CheckEvent(row, report);
            }

            report.Events += rows.Count;
            position = rows[^1].Position;
        }

        if (dialect == DatabaseDialect.Postgres)
        {
            await using var ahead = snapshot.Command(
                "SELECT count(*) FROM ledger WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())");
            if (await ahead.ExecuteScalarAsync(cancellationToken) is > 0L and var rows)
            {
                report.Add(
                    FindingKind.Ledger,
                    $"{rows} events have transaction numbers that this PostgreSQL has not reached, so that readers do not see "
                    + "them. Raise its number by pg_resetwal -x: docs/runbooks/restore.md.");
            }
        }

        return position;
    }

    private void CheckEvent(LedgerRow row, VerifierReport report)
    {
        var problem = row.IsIntact ? null : "Its checksum does not match.";
        try
        {
            _ = problem ?? _serializer.Deserialize(row.Payload);
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
        }

        if (problem is not null)
        {
            report.Add(
                FindingKind.Ledger,
                $"Event {row.Sequence} of {VerifierReport.Name(row.GrainType, row.GrainKey)}: {problem}");
        }
    }

    private static async Task CheckGrainsAsync(
        DbTransaction snapshot, VerifierReport report, CancellationToken cancellationToken)
    {
        var wasErased = await ReadErasedAsync(snapshot, cancellationToken) > 0;
        await using var command = snapshot.Command(Grains);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (type, key) = (reader.GetString(0), reader.GetString(1));
            var (first, last, count) = (reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
            if (count != last - first + 1 || (first != 1 && !wasErased))
            {
                report.Add(
                    FindingKind.Ledger,
                    $"{VerifierReport.Name(type, key)} lacks events: there are {count}, from number {first} to {last}.");
            }

            if (reader.GetInt64(5) == 0)
            {
                report.Add(
                    FindingKind.MissingState, $"The ledger has {count} events, and there is no state.",
                    new StateKey(type, key, ""), 0);
            }
        }
    }

    private static async Task CheckReadModelsAsync(
        DbTransaction snapshot, LedgerPosition end, VerifierReport report, CancellationToken cancellationToken)
    {
        // What a read model read last may be erased by now.
        var erasedTo = await ReadErasedAsync(snapshot, cancellationToken);
        await using var command = snapshot.Command("SELECT name, transaction_id, position FROM read_model");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (new LedgerPosition(reader.GetInt64(1), reader.GetInt64(2)) > end && reader.GetInt64(2) > erasedTo)
            {
                report.Add(
                    FindingKind.ReadModel,
                    $"The read model {reader.GetString(0)} has read further than the ledger goes. Run rebuild-read-model.");
            }
        }
    }

    /// <summary>The highest position that retention has removed from the ledger.</summary>
    private static async Task<long> ReadErasedAsync(DbTransaction snapshot, CancellationToken cancellationToken)
    {
        await using var command = snapshot.Command("SELECT coalesce(max(erased_to), 0) FROM installation");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static long? Number(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);
}

/// <summary>What is wrong in a database.</summary>
public enum FindingKind
{
    /// <summary>The file itself is damaged. Restore the newest backup.</summary>
    File,

    /// <summary>A state cannot be read. It can be rebuilt from the ledger.</summary>
    CorruptState,

    /// <summary>A state is older than its ledger. It can be rebuilt from the ledger.</summary>
    StateBehindLedger,

    /// <summary>A grain has events and no state. It can be rebuilt from the ledger.</summary>
    MissingState,

    /// <summary>A state has more events than the ledger, which was cut. Restore the newest backup.</summary>
    StateAheadOfLedger,

    /// <summary>An event is damaged or missing. Restore the newest backup.</summary>
    Ledger,

    /// <summary>A read model is wrong. It can be rebuilt from the ledger.</summary>
    ReadModel,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">In words, without the key of a grain.</param>
public sealed record VerifierFinding(FindingKind Kind, string Text)
{
    /// <summary>The row of a state; <c>default</c> if it is about none.</summary>
    internal StateKey Key { get; init; }

    /// <summary>The stored version of the state; 0 if there is none.</summary>
    internal long Version { get; init; }

    /// <summary>Whether the state can be rebuilt from the ledger.</summary>
    public bool IsRebuildable =>
        Kind is FindingKind.CorruptState or FindingKind.StateBehindLedger or FindingKind.MissingState;
}

/// <summary>What was found in a database.</summary>
public sealed class VerifierReport
{
    private readonly List<VerifierFinding> _findings = [];

    /// <summary>How far the database has come; <c>null</c> if it does not tell.</summary>
    public DatabaseMark? Contents { get; internal set; }

    /// <summary>State rows read.</summary>
    public long States { get; internal set; }

    /// <summary>Events read.</summary>
    public long Events { get; internal set; }

    /// <summary>What is wrong; empty if all is well.</summary>
    public IReadOnlyList<VerifierFinding> Findings => _findings;

    internal void Add(FindingKind kind, string text) => _findings.Add(new(kind, text));

    internal void Add(FindingKind kind, string text, in StateKey key, long version) => _findings.Add(
        new(kind, $"{Name(key.GrainType, key.GrainKey)}: {text}") { Key = key, Version = version });

    /// <summary>Names a grain as health and the log do, without its key.</summary>
    internal static string Name(string grainType, string grainKey) =>
        $"{grainType} with key hash {CorruptRecord.Of("", grainType, grainKey).KeyHash}";
}
