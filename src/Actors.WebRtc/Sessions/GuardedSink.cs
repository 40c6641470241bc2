namespace Actors.WebRtc.Sessions;

/// <summary>
/// Logs exceptions of a sink, so that they do not reach the threads of other calls, and reports the end only once.
/// </summary>
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
            return; // The sink ended the call during an earlier frame of this packet.
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
