using Actors.Domain.Ledger;
using Actors.Storage.Fencing;
using Actors.Storage.Ledger;

namespace Actors.Storage.States;

/// <summary>
/// State rows, ledger and due index in memory, with the semantics of the databases. Everything happens at once in the turn of
/// the caller; a simulator may put faults before and after each commit, and keep the object across restarts of what uses it.
/// </summary>
public sealed class MemoryStateStore : IStateStore, ILedgerReader, IDueIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StateKey, (int Partition, StoredState State)> _rows = [];
    private readonly SortedSet<DueRow>[] _due = [.. Enumerable.Range(0, Domain.Limits.DuePartitions).Select(_ => new SortedSet<DueRow>())];
    private readonly HashSet<(string, string, long)> _sequences = [];
    private readonly List<LedgerRow> _ledger = [];
    private readonly Fence _fence;
    private long _position;
    private long _token;

    /// <summary>An empty store.</summary>
    public MemoryStateStore(Fence? fence = null) => _fence = fence ?? Fence.None;

    /// <summary>Awaited before each commit; what it throws comes instead of the commit.</summary>
    public Func<ValueTask>? BeforeCommit { get; set; }

    /// <summary>Awaited after each commit; what it throws comes instead of the acknowledgement.</summary>
    public Func<ValueTask>? AfterCommit { get; set; }

    int IStateStore.Lanes => 1;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    ValueTask<StoredState?> IStateStore.ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<StoredState?>(_rows.TryGetValue(key, out var row) ? row.State : null);
        }
    }

    async ValueTask IStateStore.CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        if (BeforeCommit is { } before)
        {
            await before();
        }

        lock (_gate)
        {
            Commit(batch);
        }

        if (AfterCommit is { } after)
        {
            await after();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var until = UnixMicroseconds.From(now);
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<DueGrain>>([.. Enum.GetValues<DuePriority>()
                .SelectMany(priority => _due[partition]
                    .GetViewBetween(DueRow.First(priority), DueRow.Last(priority))
                    .TakeWhile(row => row.At <= until))
                .Take(limit)
                .Select(row => row.ToDueGrain())]);
        }
    }

    ValueTask<IReadOnlyList<LedgerRow>> ILedgerReader.ReadAsync(
        LedgerPosition after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<LedgerRow>>([.. _ledger.Where(row => row.Position > after).Take(limit)]);
        }
    }

    ValueTask<IReadOnlyList<LedgerRow>> ILedgerReader.ReadGrainAsync(
        string grainType, string grainKey, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<LedgerRow>>([.. _ledger
                .Where(row => row.GrainType == grainType && row.GrainKey == grainKey && row.Sequence > afterSequence)
                .OrderBy(row => row.Sequence)
                .Take(limit)]);
        }
    }

    /// <summary>Another process takes over: whoever holds an older token is refused from now on.</summary>
    internal long TakeOver()
    {
        lock (_gate)
        {
            return ++_token;
        }
    }

    /// <summary>Changes a stored payload behind everybody's back, for tests of what is then found.</summary>
    internal void Corrupt(StateKey key, Action<byte[]> damage)
    {
        lock (_gate)
        {
            damage(_rows[key].State.Payload);
        }
    }

    private void Commit(IReadOnlyList<StateChange> batch)
    {
        if (_fence.Token is { } token && token != _token)
        {
            throw new FencedOffException();
        }

        // As in a database: a repeated sequence refuses the whole transaction.
        foreach (var change in batch)
        {
            change.Outcome = Matches(change) ? ChangeOutcome.Done : ChangeOutcome.Conflict;
            var repeated = change.Events.Any(
                entry => _sequences.Contains((change.Key.GrainType, change.Key.GrainKey, entry.Sequence)));
            if (change.Outcome == ChangeOutcome.Done && repeated)
            {
                throw new InvalidOperationException("The ledger already holds an event with that sequence of that grain.");
            }
        }

        foreach (var change in batch.Where(change => change.Outcome == ChangeOutcome.Done))
        {
            Apply(change);
        }
    }

    private bool Matches(StateChange change) =>
        (_rows.TryGetValue(change.Key, out var row) ? row.State.Version : 0) == change.ExpectedVersion;

    private void Apply(StateChange change)
    {
        if (_rows.Remove(change.Key, out var old) && DueRow.Of(change.Key, old.State) is { } oldDue)
        {
            _due[old.Partition].Remove(oldDue);
        }

        if (change.Payload is { } payload)
        {
            var state = new StoredState(change.NewVersion, change.DueAt, change.DuePriority, payload, change.Checksum);
            _rows.Add(change.Key, (change.Partition, state));
            if (DueRow.Of(change.Key, state) is { } due)
            {
                _due[change.Partition].Add(due);
            }
        }

        var (grainType, grainKey, _) = change.Key;
        foreach (var entry in change.Events)
        {
            _sequences.Add((grainType, grainKey, entry.Sequence));
            _ledger.Add(new LedgerRow(
                new LedgerPosition(0, ++_position), grainType, grainKey, entry.Sequence, entry.At, entry.Kind, entry.Payload, entry.Checksum));
        }
    }
}
