namespace Actors.WebRtc.Sessions;

/// <summary>
/// Answers calls of phones and delivers the key frames of their video. Another WebRTC stack would implement this
/// interface. Thread-safe.
/// </summary>
public interface ICallEndpoint
{
    /// <summary>The number of running calls.</summary>
    int Running { get; }

    /// <summary>Answers a call. It starts once the phone has the answer.</summary>
    /// <param name="offer">The phone's offer (SDP).</param>
    /// <param name="sink">Receives the video and the end of the call.</param>
    /// <exception cref="Sdp.SdpException">The offer is malformed or not acceptable.</exception>
    /// <exception cref="CallRefusedException">There are too many calls, or the endpoint is stopping.</exception>
    IMediaSession Answer(string offer, ISessionSink sink);
}

/// <summary>Why the endpoint refuses a call.</summary>
public enum CallRefusal
{
    /// <summary>The endpoint has <see cref="CallEndpointOptions.MaxCalls"/> calls.</summary>
    Full = 0,

    /// <summary>The endpoint is stopping or has stopped.</summary>
    Stopping = 1,
}

/// <summary>The endpoint refuses a call, whatever its offer.</summary>
/// <param name="refusal">Why it refuses.</param>
public sealed class CallRefusedException(CallRefusal refusal)
    : Exception(refusal == CallRefusal.Full ? "The endpoint has as many calls as it may have." : "The endpoint is stopping.")
{
    /// <summary>Why it refuses.</summary>
    public CallRefusal Refusal { get; } = refusal;
}
