using Actors.Server.Calls;
using Actors.Vision.Detectors;
using Actors.WebRtc.Calls;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>A call as a session of the server takes it, without grain and hub: the newest key frame waits.</summary>
internal sealed class WatchedCall(Watchers watchers, FaceDetectorPool detectors, List<KeptFrame>? kept) : ICallSink
{
    private readonly LatestKeyFrame _pictures = new();
    private readonly JudgedLook _look = new(detectors);
    private int _looks;

    /// <summary>Pictures looked at until now.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Why it ended; null: it has not.</summary>
    public CallLegEnd? End { get; private set; }

    /// <summary>What went wrong when looking; null: nothing.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public void OnConnected()
    {
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        if (_pictures.Put(frame, TimeProvider.System.GetUtcNow()))
        {
            watchers.Look(this);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(CallLegEnd cause) => End = cause;

    /// <summary>Looks at the picture that waits. By one thread at a time.</summary>
    public void LookAtPicture(Vp8Decoder decoder)
    {
        var frame = _pictures.Take(out var at);
        try
        {
            if (!frame.IsEmpty)
            {
                _look.Look(decoder, frame, at);
                kept?.Add(new(at, frame.ToArray()));
                Interlocked.Increment(ref _looks);
            }
        }
        catch (Exception exception)
        {
            Failure = exception;
        }

        if (_pictures.Release())
        {
            watchers.Look(this);
        }
    }
}
