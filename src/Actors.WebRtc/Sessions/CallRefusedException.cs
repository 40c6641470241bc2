namespace Actors.WebRtc.Sessions;

/// <summary>A call is not answered, whatever was offered.</summary>
/// <param name="refusal">Why.</param>
public sealed class CallRefusedException(CallRefusal refusal)
    : Exception(refusal == CallRefusal.Full ? "There are as many calls as there may be." : "The endpoint stops.")
{
    /// <summary>Why.</summary>
    public CallRefusal Refusal { get; } = refusal;
}
