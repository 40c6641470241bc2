namespace Actors.WebRtc.Sessions;

/// <summary>
/// Gets what comes of one call: one thing at a time, in the order in which it happened. Whoever takes long here keeps other
/// calls waiting; whoever blocks stops them. Calling the leg from here is fine. An exception is logged and otherwise ignored.
/// </summary>
public interface ISessionSink
{
    /// <summary>The phone is who it says it is; media may come.</summary>
    void OnConnected();

    /// <summary>A key frame came.</summary>
    /// <param name="frame">VP8. Only valid during the call: the sink copies what it wants to keep.</param>
    /// <param name="width">In pixels. Frames of more pixels than allowed do not come here.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="timestamp">When it was taken, in ticks of 1/90,000 s of the phone's clock.</param>
    void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp);

    /// <summary>The call is over. It comes exactly once, and nothing comes after it.</summary>
    void OnClosed(SessionEnd cause);
}
