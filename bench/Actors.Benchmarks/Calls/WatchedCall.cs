using Actors.Server.Calls;
using Actors.Vision.Detectors;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>An analysed key frame.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Data">The frame.</param>
internal sealed record KeptFrame(DateTimeOffset At, byte[] Data);

/// <summary>A call as the server handles it, without grain and hub: only the newest key frame waits.</summary>
internal sealed class WatchedCall(Watchers watchers, FaceDetectorPool detectors, List<KeptFrame>? kept) : ISessionSink
{
    private readonly LatestKeyFrame _pictures = new();
    private readonly JudgedLook _look = new(detectors);
    private int _looks;

    /// <summary>Frames analysed so far.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Why the call ended; null if it has not.</summary>
    public SessionEnd? End { get; private set; }

    /// <summary>The failure of an analysis; null if there was none.</summary>
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
    public void OnClosed(SessionEnd cause) => End = cause;

    /// <summary>Analyses the waiting frame, on one thread at a time.</summary>
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
