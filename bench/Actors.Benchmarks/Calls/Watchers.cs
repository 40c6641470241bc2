using System.Collections.Concurrent;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>Threads that look at pictures, as the server has them: as many as detectors, each with a decoder.</summary>
internal sealed class Watchers : IDisposable
{
    private readonly BlockingCollection<WatchedCall> _waiting = [];
    private readonly List<Thread> _threads = [];

    public Watchers(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var thread = new Thread(LookOn) { IsBackground = true, Name = $"watcher {number}" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    /// <summary>Opens the picture of a waiting call as staff do. Does nothing after the call has ended.</summary>
    public void Look(WatchedCall call)
    {
        try
        {
            _waiting.Add(call);
        }
        catch (InvalidOperationException)
        {
            // The end came before.
        }
    }

    /// <summary>Ends when what waits was looked at.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _waiting.Dispose();
    }

    private void LookOn()
    {
        using var decoder = new Vp8Decoder();
        foreach (var call in _waiting.GetConsumingEnumerable())
        {
            call.LookAtPicture(decoder);
        }
    }
}
