namespace Actors.WebRtc.Calls;

/// <summary>A call ended before it was connected.</summary>
/// <param name="cause">Why.</param>
public sealed class CallFailedException(CallPeerEnd cause) : Exception($"The call was not connected: {cause}.")
{
    /// <summary>Why.</summary>
    public CallPeerEnd Cause { get; } = cause;
}
