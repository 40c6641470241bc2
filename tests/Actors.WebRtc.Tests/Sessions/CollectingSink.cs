using System.Collections.Concurrent;
using System.Threading.Channels;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Keeps what comes of a call, and lets a test await it.</summary>
internal sealed class CollectingSink : ISessionSink
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SessionEnd> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What happens, in its order, in words.</summary>
    public ConcurrentQueue<string> Events { get; } = new();

    public Task Connected => _connected.Task.WaitAsync(TestContext.Current.CancellationToken);

    public Task<SessionEnd> Closed => _closed.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Bytes of all key frames.</summary>
    public long Bytes { get; private set; }

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
        Bytes += frame.Length;
        Frame?.Invoke();
        _frames.Writer.TryWrite(frame.ToArray());
    }

    public void OnClosed(SessionEnd cause)
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
