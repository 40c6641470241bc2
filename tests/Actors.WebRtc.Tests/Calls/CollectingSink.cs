using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.WebRtc.Calls;

namespace Actors.WebRtc.Tests.Calls;

/// <summary>Keeps what comes of a call, and lets a test await it.</summary>
internal sealed class CollectingSink : ICallSink
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallLegEnd> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What happens, in its order, in words.</summary>
    public ConcurrentQueue<string> Events { get; } = new();

    public Task Connected => _connected.Task.WaitAsync(TestContext.Current.CancellationToken);

    public Task<CallLegEnd> Closed => _closed.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Called at each key frame, before it is copied.</summary>
    public Action? Frame { get; set; }

    public void OnConnected()
    {
        Events.Enqueue("connected");
        _connected.SetResult();
    }

    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        Events.Enqueue($"frame {width}x{height}");
        Frame?.Invoke();
        _frames.Writer.TryWrite(frame.ToArray());
    }

    public void OnClosed(CallLegEnd cause)
    {
        Events.Enqueue($"closed {cause}");
        _closed.SetResult(cause);
    }

    /// <summary>The next key frame.</summary>
    public ValueTask<byte[]> NextFrameAsync() => _frames.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for so many more key frames.</summary>
    public async Task SkipFramesAsync(int count)
    {
        for (; count > 0; count--)
        {
            await NextFrameAsync();
        }
    }
}
