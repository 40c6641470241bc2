using Actors.Server.Hubs;

namespace Actors.Server.Tests.Hubs;

public sealed class OutgoingQueueTests
{
    [Fact]
    public async Task Messages_GoOutOneAfterAnotherInOrder()
    {
        var sent = new List<int>();
        var done = new TaskCompletionSource();
        await using var queue = new OutgoingQueue(100, static (message, stopping) => message(stopping));
        for (var number = 0; number < 100; number++)
        {
            var mine = number;
            Assert.True(queue.TryAdd(async _ =>
            {
                await Task.Yield();
                sent.Add(mine);
                if (mine == 99)
                {
                    done.SetResult();
                }
            }));
        }

        await done.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 100), sent);
    }

    [Fact]
    public async Task FullQueue_TakesNothing()
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var queue = new OutgoingQueue(2, static (message, stopping) => message(stopping));
        Assert.True(queue.TryAdd(_ =>
        {
            begun.SetResult();
            return gate.Task;
        }));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(queue.TryAdd(_ => Task.CompletedTask));
        Assert.True(queue.TryAdd(_ => Task.CompletedTask));
        Assert.False(queue.TryAdd(_ => Task.CompletedTask));
        gate.SetResult();
    }

    [Fact]
    public async Task StoppedQueue_GivesUpAndTakesNothing()
    {
        var begun = new TaskCompletionSource();
        var queue = new OutgoingQueue(2, static async (message, stopping) =>
        {
            try
            {
                await message(stopping);
            }
            catch (OperationCanceledException)
            {
                // The phone is gone.
            }
        });
        queue.TryAdd(stopping =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, stopping);
        });
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await queue.DisposeAsync();
        Assert.False(queue.TryAdd(_ => Task.CompletedTask));
    }
}
