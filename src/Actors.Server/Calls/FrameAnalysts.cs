using System.Collections.Concurrent;
using System.Collections.Immutable;
using Actors.Vision.Detectors;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Vp8;
using Microsoft.Extensions.Options;

namespace Actors.Server.Calls;

/// <summary>
/// Threads that look at pictures. Key frames need no frame before them, so that any of them may take any picture, and a decoder
/// belongs to a thread and not to a call. A call has at most one picture waiting: when they cannot keep up, pictures are left
/// out, and every call is looked at less often.
/// </summary>
internal sealed class FrameAnalysts(FaceDetectorPool detectors, IOptions<CallEndpointOptions> media)
    : IHostedService, IDisposable
{
    private readonly BlockingCollection<CallSession> _waiting = [];
    private ImmutableArray<Thread> _threads = [];

    /// <summary>Has somebody look at the picture of a call that waits. After the end nobody does.</summary>
    public void Look(CallSession session)
    {
        try
        {
            if (!_waiting.IsAddingCompleted)
            {
                _waiting.Add(session);
            }
        }
        catch (InvalidOperationException)
        {
            // The end came between the two, or all of it is let go already.
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _threads = [.. Enumerable.Range(1, detectors.Size).Select(Begin)];
        return Task.CompletedTask;
    }

    /// <summary>May be called more than once, and at the same time: hosts do.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            _waiting.CompleteAdding();
        }
        catch (ObjectDisposedException)
        {
            return Task.CompletedTask; // Let go while it was being stopped.
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _waiting.Dispose();

    private Thread Begin(int number)
    {
        var thread = new Thread(LookOn) { IsBackground = true, Name = $"frame analyst {number}" };
        thread.Start();
        return thread;
    }

    private void LookOn()
    {
        using var decoder = new Vp8Decoder(media.Value.MaxPixels);
        foreach (var session in _waiting.GetConsumingEnumerable())
        {
            session.LookAtPicture(decoder);
        }
    }
}
