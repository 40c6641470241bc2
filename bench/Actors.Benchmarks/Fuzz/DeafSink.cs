using Actors.WebRtc.Calls;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Takes frames and remembers how it ended.</summary>
internal sealed class DeafSink : ICallSink
{
    /// <summary>Why it ended; null: it has not.</summary>
    public CallLegEnd? End { get; private set; }

    /// <inheritdoc/>
    public void OnConnected()
    {
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
    }

    /// <inheritdoc/>
    public void OnClosed(CallLegEnd cause) => End = cause;
}
