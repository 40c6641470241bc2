using Actors.Server.Phones;

namespace Actors.Server.Tests.Phones;

public sealed class OutgoingQueueTests
{
    [Fact]
    public async Task Messages_go_out_one_after_another_in_order()
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
    public async Task Full_queue_takes_nothing()
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
    public async Task Stopped_queue_gives_up_and_takes_nothing()
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
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        });
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await queue.DisposeAsync();
        Assert.False(queue.TryAdd(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task Held_back_messages_wait_in_order_up_to_the_bound()
    {
        var (released, done) = (false, new TaskCompletionSource());
        var sent = new List<(int Number, bool WasReleased)>();
        await using var queue = new OutgoingQueue(3, static (message, stopping) => message(stopping));
        queue.HoldBack();
        for (var number = 0; number < 3; number++)
        {
            var mine = number;
            Assert.True(queue.TryAdd(_ => Send(mine)));
        }

        Assert.False(queue.TryAdd(_ => Send(3)));
        Volatile.Write(ref released, true);
        queue.Release();
        await done.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(0, true), (1, true), (2, true)], sent);

        Task Send(int number)
        {
            sent.Add((number, Volatile.Read(ref released)));
            if (number == 2)
            {
                done.SetResult();
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Cleared_queue_forgets_what_waited()
    {
        var sent = new TaskCompletionSource<int>();
        await using var queue = new OutgoingQueue(2, static (message, stopping) => message(stopping));
        queue.HoldBack();
        Assert.True(queue.TryAdd(_ => Send(1)));
        queue.Clear();
        Assert.True(queue.TryAdd(_ => Send(2)));
        queue.Release();
        Assert.Equal(2, await sent.Task.WaitAsync(TestContext.Current.CancellationToken));

        Task Send(int number)
        {
            sent.TrySetResult(number);
            return Task.CompletedTask;
        }
    }
}
