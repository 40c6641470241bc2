using Actors.Storage.States;

namespace Actors.Storage.Tests.States;

/// <summary>A store whose commits can be delayed and can fail.</summary>
internal sealed class HeldUpStore(IStateStore inner) : IStateStore
{
    /// <summary>Awaited before each commit. If it throws, nothing is committed.</summary>
    public Func<ValueTask> BeforeCommit { get; set; } = () => ValueTask.CompletedTask;

    /// <summary>Awaited after each commit. If it throws, the commit is not acknowledged.</summary>
    public Func<ValueTask> AfterCommit { get; set; } = () => ValueTask.CompletedTask;

    public int Lanes => inner.Lanes;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        inner.ReadAsync(key, cancellationToken);

    public async ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        await BeforeCommit();
        await inner.CommitAsync(lane, batch, cancellationToken);
        await AfterCommit();
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
