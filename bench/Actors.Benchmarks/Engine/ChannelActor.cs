using System.Threading.Channels;

namespace Actors.Benchmarks.Engine;

/// <summary>
/// The least that a mailbox with answers can be: a channel, a loop, and a completion source per question.
/// </summary>
internal sealed class ChannelActor
{
    private readonly Channel<(TaskCompletionSource<int> Answer, ChannelActor? To, int Value)> _mailbox =
        Channel.CreateUnbounded<(TaskCompletionSource<int>, ChannelActor?, int)>(new() { SingleReader = true });

    private readonly Task _loop;

    public ChannelActor() => _loop = RunAsync();

    /// <summary>Asks for an echo.</summary>
    public Task<int> EchoAsync(int value) => AskAsync(null, value);

    /// <summary>Has another one asked so many times.</summary>
    public Task<int> RelayAsync(ChannelActor to, int times) => AskAsync(to, times);

    /// <summary>Ends the loop.</summary>
    public Task StopAsync()
    {
        _mailbox.Writer.Complete();
        return _loop;
    }

    private Task<int> AskAsync(ChannelActor? to, int value)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailbox.Writer.TryWrite((answer, to, value));
        return answer.Task;
    }

    private async Task RunAsync()
    {
        while (await _mailbox.Reader.WaitToReadAsync())
        {
            while (_mailbox.Reader.TryRead(out var question))
            {
                var sum = question.To is null ? question.Value : 0;
                for (var time = 0; question.To is { } to && time < question.Value; time++)
                {
                    sum += await to.EchoAsync(1);
                }

                question.Answer.SetResult(sum);
            }
        }
    }
}
