namespace Actors.Storage.States;

/// <summary>
/// Commits each change alone, in the turn of its caller: nothing is queued, no other thread takes part and no time
/// passes, so that a simulator that schedules the callers decides everything.
/// </summary>
internal sealed class InlineCommitter(IStateStore store) : ICommitter
{
    public async Task CommitAsync(StateChange change, CancellationToken cancellationToken)
    {
        await store.CommitAsync(lane: 0, [change], cancellationToken);
        if (change.Outcome == ChangeOutcome.Conflict)
        {
            throw Conflicts.Of(change);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
