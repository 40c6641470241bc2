using System.Data.Common;
using System.Globalization;
using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.Serialization;
using Actors.Storage.States;

namespace Actors.Storage.Recovery;

/// <summary>
/// Makes a state again from its ledger: all its events are applied, one after another, by the rules of the domain. Effects
/// that were pending are not known any more; what is due is decided again.
/// </summary>
public sealed class StateRebuilder
{
    private readonly Database _database;
    private readonly IStateStore _store;
    private readonly LedgerReader _ledger;
    private readonly RecordSerializer _serializer;

    internal StateRebuilder(Database database, IStateStore store, LedgerReader ledger, RecordSerializer serializer)
    {
        _database = database;
        _store = store;
        _ledger = ledger;
        _serializer = serializer;
    }

    /// <summary>Rebuilds the state that a finding is about. The server may run: it does not serve that state.</summary>
    /// <returns>Why it could not be rebuilt; <c>null</c> if it was.</returns>
    public async Task<string?> RebuildAsync(VerifierFinding finding, CancellationToken cancellationToken = default)
    {
        if (!finding.IsRebuildable)
        {
            return "It is not about a state that the ledger could give back.";
        }

        var (key, type) = await FindTypeAsync(finding, cancellationToken);
        if (type is null || Activator.CreateInstance(type.Type) is not ILedgeredState state)
        {
            return "No intact row tells its type. Restore it from a backup.";
        }

        var history = new List<LedgerEvent>();
        try
        {
            if (await ReadAsync(key, history, cancellationToken) is { } problem)
            {
                return problem;
            }
        }
        catch (FormatException exception)
        {
            return $"Its event {history.Count + 1} cannot be read: {exception.Message} Restore it from a backup.";
        }

        state.Replay(history);
        await WriteAsync(key, finding.Version, state, cancellationToken);
        return null;
    }

    /// <summary>Reads all events of a grain. Returns why they are not all there; <c>null</c> if they are.</summary>
    private async Task<string?> ReadAsync(StateKey key, List<LedgerEvent> history, CancellationToken cancellationToken)
    {
        var wasErased = await WasErasedAsync(cancellationToken);
        while (await _ledger.ReadGrainAsync(
            key.GrainType, key.GrainKey, LastOf(history), Limits.FeedRows, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                // Retention erases earlier stays: the present one says all that the state needs.
                var isFirst = history.Count == 0 && wasErased;
                if (!row.IsIntact || (row.Sequence != LastOf(history) + 1 && !isFirst))
                {
                    return $"Its event {LastOf(history) + 1} is missing or corrupt. Restore it from a backup.";
                }

                history.Add(new(row.Sequence, UnixMicroseconds.ToMoment(row.At), _serializer.Deserialize(row.Payload)));
            }
        }

        return history.Count == 0 ? "The ledger has no events of it. Restore it from a backup." : null;
    }

    private static long LastOf(List<LedgerEvent> history) => history.Count == 0 ? 0 : history[^1].Sequence;

    private async Task<bool> WasErasedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = connection.Command("SELECT coalesce(max(erased_to), 0) FROM installation");
        return await command.ExecuteScalarAsync(cancellationToken) is > 0L;
    }

    private async Task WriteAsync(StateKey key, long version, ILedgeredState state, CancellationToken cancellationToken)
    {
        var payload = _serializer.Serialize(state);
        var due = state.NextDue;
        var dueAt = due is { } moment ? UnixMicroseconds.From(moment.At) : (long?)null;
        var change = new StateChange(key, GroupCommitGrainStorage.KeyHash(key), version)
        {
            Payload = payload,
            DueAt = dueAt,
            DuePriority = due?.Priority,
            Checksum = StoredState.ChecksumOf(key, version + 1, dueAt, due?.Priority, payload),
        };
        await _store.CommitAsync(lane: 0, [change], cancellationToken);
        if (change.Outcome != ChangeOutcome.Done)
        {
            throw change.Conflict();
        }
    }

    /// <summary>
    /// The type by which a row of the same kind of grain is stored, and the name of its state: the row itself may tell
    /// neither.
    /// </summary>
    private async Task<(StateKey Key, StoredType? Type)> FindTypeAsync(
        VerifierFinding finding, CancellationToken cancellationToken)
    {
        var key = finding.Key;
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT grain_key, state_name, version, due_at, due_priority, payload, checksum FROM grain_state
            WHERE grain_type = @type ORDER BY CASE WHEN grain_key = @key THEN 0 ELSE 1 END LIMIT 1000
            """,
            ("type", key.GrainType),
            ("key", key.GrainKey));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var other = new StateKey(key.GrainType, reader.GetString(0), reader.GetString(1));
            var stored = Current(reader);
            var isOwn = other.GrainKey == key.GrainKey;
            if (_serializer.FindType(stored.Payload) is { } type && (isOwn || stored.IsIntact(other)))
            {
                return (key with { StateName = isOwn || key.StateName.Length == 0 ? other.StateName : key.StateName }, type);
            }
        }

        return (key, null);
    }

    private static StoredState Current(DbDataReader reader) => new(
        reader.GetInt64(2), Number(reader, 3), (DuePriority?)Number(reader, 4), reader.GetFieldValue<byte[]>(5),
        unchecked((uint)reader.GetInt64(6)));

    private static long? Number(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);
}
