namespace Actors.WebRtc.Sessions;

/// <summary>
/// Answers calls of phones and hands over the key frames of their video. This is where another WebRTC stack would plug in.
/// Safe for use by several threads at once.
/// </summary>
public interface ICallEndpoint
{
    /// <summary>Calls that were answered and are not over.</summary>
    int Running { get; }

    /// <summary>Answers a call. The call begins when the phone has the answer, and tells the sink what becomes of it.</summary>
    /// <param name="offer">The phone's description of itself (SDP).</param>
    /// <param name="sink">Gets the video.</param>
    /// <exception cref="Sdp.SdpException">The offer cannot be read, or nothing in it suits us.</exception>
    /// <exception cref="CallRefusedException">There are too many calls, or the endpoint stops.</exception>
    IMediaSession Answer(string offer, ISessionSink sink);
}
