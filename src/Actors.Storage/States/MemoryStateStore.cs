using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;

namespace Actors.Storage.States;

/// <summary>
/// State rows, ledger and due index in memory, with the semantics of the databases. It neither starts threads nor looks
/// at a clock; a simulator may put faults and delays of its own before and after each commit.
/// </summary>
public sealed class MemoryStateStore : IStateStore, ILedgerReader, IDueIndex
{
    private readonly MemoryRows _rows;
    private readonly Fence _fence;

    /// <summary>A process on those rows.</summary>
    public MemoryStateStore(MemoryRows rows, Fence fence)
    {
        _rows = rows;
        _fence = fence;
    }

    /// <summary>Awaited before each commit; what it throws comes instead of the commit.</summary>
    public Func<ValueTask>? BeforeCommit { get; set; }

    /// <summary>Awaited after each commit; what it throws comes instead of the acknowledgement.</summary>
    public Func<ValueTask>? AfterCommit { get; set; }

    int IStateStore.Lanes => 1;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueGrain>> ReadDueAsync(
        int partition, DateTimeOffset now, int limit, DueGrain? after = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_rows.FindDue(partition, UnixMicroseconds.From(now), limit, after));
    }

    ValueTask<StoredState?> IStateStore.ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_rows.Find(key));
    }

    async ValueTask IStateStore.CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        if (_fence.IsFencedOff)
        {
            throw new FencedOffException();
        }

        if (BeforeCommit is { } before)
        {
            await before();
        }

        _rows.Commit(batch, _fence);
        if (AfterCommit is { } after)
        {
            await after();
        }
    }

    ValueTask<IReadOnlyList<LedgerRow>> ILedgerReader.ReadAsync(
        LedgerPosition after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_rows.FindLedger(row => row.Position > after, limit));
    }

    ValueTask<IReadOnlyList<LedgerRow>> ILedgerReader.ReadGrainAsync(
        string grainType, string grainKey, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_rows.FindLedger(
            row => row.GrainType == grainType && row.GrainKey == grainKey && row.Sequence > afterSequence, limit));
    }

    ValueTask<IReadOnlyList<LedgerRow>> ILedgerReader.ReadGrainBackAsync(
        string grainType, string grainKey, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rows = _rows.FindLedger(
            row => row.GrainType == grainType && row.GrainKey == grainKey && row.Sequence < beforeSequence, int.MaxValue);
        return ValueTask.FromResult<IReadOnlyList<LedgerRow>>([.. rows.Reverse().Take(limit)]);
    }
}
