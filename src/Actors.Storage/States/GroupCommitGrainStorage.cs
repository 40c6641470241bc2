using System.Globalization;
using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Ledger;
using Actors.Storage.Serialization;
using Orleans.Storage;

namespace Actors.Storage.States;

/// <summary>
/// Grain storage that writes the states of many grains, with their ledger events and due times, in one transaction and
/// acknowledges after the commit. The ETag is the version of the row.
/// </summary>
public sealed class GroupCommitGrainStorage : IGrainStorage
{
    /// <summary>The name of the storage provider.</summary>
    public const string ProviderName = "actors";

    private const string Table = "grain_state";
    private readonly IStateStore _store;
    private readonly CommitQueue _queue;
    private readonly RecordSerializer _serializer;
    private readonly StorageHealth _health;
    private readonly StorageMetrics _metrics;

    internal GroupCommitGrainStorage(
        IStateStore store, CommitQueue queue, RecordSerializer serializer, StorageHealth health, StorageMetrics metrics)
    {
        _store = store;
        _queue = queue;
        _serializer = serializer;
        _health = health;
        _metrics = metrics;
    }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    /// <exception cref="CorruptRecordException">The checksum of the row does not match. The state is unchanged.</exception>
    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new StateKey(grainId.Type.ToString(), grainId.Key.ToString(), stateName);
        if (await _store.ReadAsync(key, cancellationToken) is { } stored)
        {
            grainState.State = Decode<T>(key, stored);
            grainState.ETag = VersionText(stored.Version);
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var state = grainState.State ?? throw new ArgumentException("There is no state to write.", nameof(grainState));
        var ledgered = state as ILedgeredState;
        var key = new StateKey(grainId.Type.ToString(), grainId.Key.ToString(), stateName);
        var version = ReadVersion(grainState.ETag);
        var payload = _serializer.Serialize(state);
        var due = ledgered?.NextDue;
        var dueAt = due is { } moment ? UnixMicroseconds.From(moment.At) : (long?)null;
        var change = new StateChange(key, KeyHash(key), version)
        {
            Payload = payload,
            DueAt = dueAt,
            DuePriority = due?.Priority,
            Checksum = StoredState.ChecksumOf(key, version + 1, dueAt, due?.Priority, payload),
            Events = EncodeEvents(key, ledgered),
        };
        await _queue.CommitAsync(change, cancellationToken);
        grainState.ETag = VersionText(change.NewVersion);
        grainState.RecordExists = true;
        MarkCommitted(ledgered, change);
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    /// <remarks>Deletes the row and keeps the ledger. Uncommitted events are appended in the same transaction.</remarks>
    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = new StateKey(grainId.Type.ToString(), grainId.Key.ToString(), stateName);
        var version = ReadVersion(grainState.ETag);
        if (version > 0)
        {
            var ledgered = grainState.State as ILedgeredState;
            var change = new StateChange(key, KeyHash(key), version) { Events = EncodeEvents(key, ledgered) };
            await _queue.CommitAsync(change, cancellationToken);
            MarkCommitted(ledgered, change);
        }
        else if (await _store.ReadAsync(key, cancellationToken) is { } stored)
        {
            throw new InconsistentStateException(
                "A state that was not read cannot be cleared.", VersionText(stored.Version), (string?)null);
        }

        Reset(grainState);
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string VersionText(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static long ReadVersion(string? etag)
    {
        if (etag is null)
        {
            return 0;
        }

        return long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version
            : throw new ArgumentException($"\"{etag}\" is not a version of this storage.", nameof(etag));
    }

    /// <summary>The hash of a grain, which determines its partition and lane.</summary>
    internal static uint KeyHash(in StateKey key)
    {
        var hash = new RecordChecksum();
        hash.Add(key.GrainType);
        hash.Add(key.GrainKey);
        return hash.Value;
    }

    /// <summary>
    /// Events added during the write are not durable, and the state cannot mark only some as committed. A grain whose calls
    /// interleave with its writes must then read its state again.
    /// </summary>
    private static void MarkCommitted(ILedgeredState? ledgered, StateChange change)
    {
        if (ledgered is null)
        {
            return;
        }

        if (ledgered.Uncommitted.Count != change.Events.Length)
        {
            throw new InconsistentStateException(
                $"The {change.Key.StateName} of a grain of type {change.Key.GrainType} changed while it was being written.");
        }

        ledgered.MarkCommitted();
    }

    private LedgerAppend[] EncodeEvents(in StateKey key, ILedgeredState? ledgered)
    {
        if (ledgered is null || ledgered.Uncommitted is not { Count: > 0 } events)
        {
            return [];
        }

        var appends = new LedgerAppend[events.Count];
        for (var i = 0; i < appends.Length; i++)
        {
            var entry = events[i];
            if (entry.Sequence != events[0].Sequence + i)
            {
                throw new InvalidOperationException(
                    $"The events of a grain of type {key.GrainType} have gaps in their sequence.");
            }

            var at = UnixMicroseconds.From(entry.At);
            var payload = _serializer.Serialize(entry.Body, out var kind);
            var checksum = LedgerAppend.ChecksumOf(key.GrainType, key.GrainKey, entry.Sequence, at, kind, payload);
            appends[i] = new LedgerAppend(entry.Sequence, at, kind, payload, checksum);
        }

        return appends;
    }

    private T Decode<T>(in StateKey key, in StoredState stored)
    {
        if (stored.IsIntact(key))
        {
            _health.ReportIntact(Table, key.GrainType, key.GrainKey);
            return _serializer.Deserialize(stored.Payload) is T state
                ? state
                : throw new FormatException($"The {key.StateName} of a grain of type {key.GrainType} is not a {typeof(T)}.");
        }

        var record = CorruptRecord.Of(Table, key.GrainType, key.GrainKey);
        _metrics.Corrupt(Table);
        _health.ReportCorrupt(record);
        throw new CorruptRecordException(record);
    }
}
