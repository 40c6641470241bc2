using System.Collections.Concurrent;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>Analysing threads as in the server: one for each detector, each with a decoder.</summary>
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

    /// <summary>Queues the waiting frame of a call. Does nothing after the end.</summary>
    public void Look(WatchedCall call)
    {
        try
        {
            _waiting.Add(call);
        }
        catch (InvalidOperationException)
        {
            // Already disposed.
        }
    }

    /// <summary>Stops after the queued frames.</summary>
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
