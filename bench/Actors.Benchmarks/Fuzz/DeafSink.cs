using Actors.WebRtc.Sessions;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Takes frames and remembers how it ended.</summary>
internal sealed class DeafSink : ISessionSink
{
    /// <summary>Why it ended; null: it has not.</summary>
    public SessionEnd? End { get; private set; }

    /// <inheritdoc/>
    public void OnConnected()
    {
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause) => End = cause;
}
