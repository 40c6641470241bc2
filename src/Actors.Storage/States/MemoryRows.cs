using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;

namespace Actors.Storage.States;

/// <summary>
/// What a database would keep, in memory: it outlives the stores that use it, as a database outlives processes.
/// Everything happens at once in the turn of the caller.
/// </summary>
public sealed class MemoryRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StateKey, (int Partition, StoredState State)> _rows = [];
    private readonly SortedSet<DueRow>[] _due =
        [.. Enumerable.Range(0, Domain.Limits.DuePartitions).Select(_ => new SortedSet<DueRow>())];
    private readonly HashSet<(string, string, long)> _sequences = [];
    private readonly List<LedgerRow> _ledger = [];
    private long _position;
    private long _token;

    internal StoredState? Find(StateKey key)
    {
        lock (_gate)
        {
            return _rows.TryGetValue(key, out var row) ? row.State : null;
        }
    }

    internal IReadOnlyList<DueGrain> FindDue(int partition, long until, int limit, DueGrain? after)
    {
        lock (_gate)
        {
            var start = after is { } last ? DueRow.Behind(last) : DueRow.First(default);
            return [.. Enum.GetValues<DuePriority>().Where(priority => priority >= start.Priority)
                .SelectMany(priority => _due[partition]
                    .GetViewBetween(priority == start.Priority ? start : DueRow.First(priority), DueRow.Last(priority))
                    .TakeWhile(row => row.At <= until))
                .Take(limit)
                .Select(row => row.ToDueGrain())];
        }
    }

    internal IReadOnlyList<LedgerRow> FindLedger(Func<LedgerRow, bool> filter, int limit)
    {
        lock (_gate)
        {
            return [.. _ledger.Where(filter).Take(limit)];
        }
    }

    /// <summary>Carries out a transaction, or nothing of it.</summary>
    internal void Commit(IReadOnlyList<StateChange> batch, Fence fence)
    {
        lock (_gate)
        {
            if (fence.Token is { } token && token != _token)
            {
                fence.MarkFencedOff();
                throw new FencedOffException();
            }

            Judge(batch);
            foreach (var change in batch.Where(change => change.Outcome == ChangeOutcome.Done))
            {
                Apply(change);
            }
        }
    }

    /// <summary>Another process takes over: holders of older tokens are refused from now on.</summary>
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

    /// <summary>As in a database, an event with a sequence that is there already refuses the whole transaction.</summary>
    private void Judge(IReadOnlyList<StateChange> batch)
    {
        foreach (var change in batch)
        {
            change.Outcome = Matches(change) ? ChangeOutcome.Done : ChangeOutcome.Conflict;
            var (grainType, grainKey, _) = change.Key;
            if (change.Outcome == ChangeOutcome.Done
                && change.Events.Any(entry => _sequences.Contains((grainType, grainKey, entry.Sequence))))
            {
                throw new InvalidOperationException("The ledger already holds an event with that sequence of that grain.");
            }
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
                new LedgerPosition(0, ++_position),
                grainType,
                grainKey,
                entry.Sequence,
                entry.At,
                entry.Kind,
                entry.Payload,
                entry.Checksum));
        }
    }
}
