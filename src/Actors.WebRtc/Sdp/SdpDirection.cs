namespace Actors.WebRtc.Sdp;

/// <summary>Which way a medium flows, from where whoever wrote the description stands (RFC 8866, section 6.7).</summary>
public enum SdpDirection
{
    /// <summary>Both ways; so when nothing is said.</summary>
    SendReceive = 0,

    /// <summary>From the writer.</summary>
    SendOnly = 1,

    /// <summary>To the writer.</summary>
    ReceiveOnly = 2,

    /// <summary>Not at all.</summary>
    Inactive = 3,
}
