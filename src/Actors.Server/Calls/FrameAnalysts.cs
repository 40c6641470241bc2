using System.Collections.Concurrent;
using System.Collections.Immutable;
using Actors.Vision.Detectors;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Vp8;
using Microsoft.Extensions.Options;

namespace Actors.Server.Calls;

/// <summary>
/// The threads that analyse pictures. Key frames do not depend on earlier frames, so any thread takes any picture, and a
/// decoder belongs to a thread rather than to a call. A call has at most one picture waiting: under overload pictures are
/// skipped, and every call is analysed less often.
/// </summary>
internal sealed class FrameAnalysts(
    FaceDetectorPool detectors, IOptions<CallEndpointOptions> media, PictureMeter meter, TimeProvider wall,
    ILogger<PictureAnalysis> log)
    : IHostedService, IDisposable
{
    private readonly BlockingCollection<PictureAnalysis> _waiting = [];
    private ImmutableArray<Thread> _threads = [];

    /// <summary>Makes the analysis of one call.</summary>
    /// <param name="listener">The phone that gets the feedback.</param>
    /// <param name="number">The number of the call.</param>
    public PictureAnalysis CreateAnalysis(ICallListener listener, int number) =>
        new(listener, number, detectors, this, meter, wall, log);

    /// <summary>Queues a call whose newest picture waits. Ignored after the stop.</summary>
    public void Enqueue(PictureAnalysis analysis)
    {
        try
        {
            if (!_waiting.IsAddingCompleted)
            {
                _waiting.Add(analysis);
            }
        }
        catch (InvalidOperationException)
        {
            // Stopped or disposed between the check and the call.
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _threads = [.. Enumerable.Range(1, detectors.Size).Select(Begin)];
        return Task.CompletedTask;
    }

    /// <summary>Ends the threads. Idempotent and thread-safe: hosts may stop a service twice.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            _waiting.CompleteAdding();
        }
        catch (ObjectDisposedException)
        {
            return Task.CompletedTask;
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
        var thread = new Thread(Run) { IsBackground = true, Name = $"frame analyst {number}" };
        thread.Start();
        return thread;
    }

    private void Run()
    {
        using var decoder = new Vp8Decoder(media.Value.MaxPixels);
        foreach (var analysis in _waiting.GetConsumingEnumerable())
        {
            analysis.AnalyseLatest(decoder);
        }
    }
}
