namespace Actors.WebRtc.Sessions;

/// <summary>Keeps exceptions of a sink away from the threads that serve other calls, and tells it of the end only once.</summary>
internal sealed class GuardedSink(ISessionSink sink, SessionLog log) : ISessionSink
{
    private bool _isOver;

    /// <inheritdoc/>
    public void OnConnected()
    {
        try
        {
            sink.OnConnected();
        }
        catch (Exception exception)
        {
            log.SinkFailed(exception);
        }
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
        if (_isOver)
        {
            return; // It closed the call from within an earlier frame of the same packet.
        }

        try
        {
            sink.OnKeyFrame(frame, width, height, timestamp);
        }
        catch (Exception exception)
        {
            log.SinkFailed(exception);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        try
        {
            sink.OnClosed(cause);
        }
        catch (Exception exception)
        {
            log.SinkFailed(exception);
        }
    }
}
