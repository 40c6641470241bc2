using Actors.Storage.Health;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing.Databases;
using Orleans.Storage;

namespace Actors.Storage.Tests.States;

/// <summary>The queue of writes, on a backend that can be held up.</summary>
public sealed class CommitQueueTests : IAsyncDisposable
{
    private readonly StorageSource _source = new(new SqliteSource(), store => new HeldUpStore(store));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [Fact]
    public async Task A_full_queue_makes_writers_wait_and_then_says_that_storage_is_busy()
    {
        var (storage, release) = await StartHeldUpAsync();
        const int over = 50;
        var writes = Enumerable.Range(0, Limits.QueuedChanges + Limits.BatchRows + over)
            .Select(i => storage.WriteAsync($"k{i}", new GrainState<Plain>(new Plain())))
            .ToList();

        storage.Time.Advance(Limits.QueueWait);
        release.SetResult();
        var failures = await Task.WhenAll(writes.Select(async write => await Record.ExceptionAsync(() => write)));

        var refused = failures.Where(failure => failure is not null).ToList();
        Assert.All(refused, failure => Assert.IsType<StorageBusyException>(failure));
        Assert.InRange(refused.Count, over, over + Limits.BatchRows);
    }

    [Fact]
    public async Task A_writer_that_gives_up_while_it_waits_is_not_written()
    {
        var (storage, release) = await StartHeldUpAsync();
        var first = storage.WriteAsync("first", new GrainState<Plain>(new Plain()));
        using var giveUp = new CancellationTokenSource();
        var second = storage.Storage.WriteStateAsync(
            "state", StorageUnderTest.Grain("first"), new GrainState<Plain>(new Plain { Text = "second" }), giveUp.Token);
        var third = storage.WriteAsync("third", new GrainState<Plain>(new Plain()));
        await giveUp.CancelAsync();
        release.SetResult();

        // The first and the second name the same row: they never share a transaction, so the second still waits.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Task.WhenAll(first, third);
        Assert.Equal("", (await storage.ReadAsync<Plain>("first")).State!.Text);
    }

    [Fact]
    public async Task What_cannot_be_committed_is_tried_again_until_it_can()
    {
        var storage = await _source.StartAsync();
        var failures = 3;
        ((HeldUpStore)storage.Store).BeforeCommit = () => failures-- > 0
            ? throw new StoreUnavailableException("The disk is full.", new IOException())
            : ValueTask.CompletedTask;

        var write = storage.WriteAsync("a", new GrainState<Plain>(new Plain()));
        await storage.Health.WaitForAsync(StorageState.Unavailable, Cancelled);
        Assert.False(write.IsCompleted);
        Assert.Equal("The disk is full.", storage.Health.Status.Reason);
        await storage.RecoverAsync(Cancelled);

        await write;
        Assert.Equal(-1, failures);
    }

    [Fact]
    public async Task An_unknown_outcome_is_called_neither_success_nor_failure_and_writing_again_is_safe()
    {
        var storage = await _source.StartAsync();
        var state = new GrainState<Tally>(new Tally().Count1(storage.Time.GetUtcNow()));
        ((HeldUpStore)storage.Store).AfterCommit = () =>
        {
            ((HeldUpStore)storage.Store).AfterCommit = () => ValueTask.CompletedTask;
            throw new CommitOutcomeUnknownException(new IOException());
        };

        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => storage.WriteAsync("a", state));
        Assert.Null(state.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteAsync("a", state));
        Assert.Single(await storage.ReadLedgerAsync());
    }

    [Fact]
    public async Task Stopping_fails_what_still_waits()
    {
        var storage = await _source.StartAsync();
        ((HeldUpStore)storage.Store).BeforeCommit =
            () => throw new StoreUnavailableException("The disk is full.", new IOException());
        var write = storage.WriteAsync("a", new GrainState<Plain>(new Plain()));
        await storage.Health.WaitForAsync(StorageState.Unavailable, Cancelled);

        await storage.DisposeAsync();

        await Assert.ThrowsAsync<StorageStoppedException>(() => write);
        await Assert.ThrowsAsync<StorageStoppedException>(() => storage.WriteAsync("b", new GrainState<Plain>(new Plain())));
    }

    [Fact]
    public async Task Events_added_while_a_write_is_under_way_are_not_taken_for_durable()
    {
        var (storage, release) = await StartHeldUpAsync();
        var state = new GrainState<Tally>(new Tally().Count1(storage.Time.GetUtcNow()));
        var write = storage.WriteAsync("a", state);
        state.State!.Count1(storage.Time.GetUtcNow());
        release.SetResult();

        await Assert.ThrowsAsync<InconsistentStateException>(() => write);
        Assert.Equal(2, state.State!.Uncommitted.Count);
    }

    private async Task<(StorageUnderTest Storage, TaskCompletionSource Release)> StartHeldUpAsync()
    {
        var storage = await _source.StartAsync();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ((HeldUpStore)storage.Store).BeforeCommit = () => new ValueTask(release.Task);
        return (storage, release);
    }
}
