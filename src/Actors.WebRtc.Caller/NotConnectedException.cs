namespace Actors.WebRtc.Caller;

/// <summary>A call ended before it was connected.</summary>
/// <param name="cause">Why.</param>
public sealed class NotConnectedException(CallerEnd cause) : Exception($"The call was not connected: {cause}.")
{
    /// <summary>Why.</summary>
    public CallerEnd Cause { get; } = cause;
}
