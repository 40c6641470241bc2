namespace Actors.WebRtc.Ice;

/// <summary>What carries the packets of a candidate. Only UDP is used here; TCP is read and left alone.</summary>
public enum CandidateTransport
{
    /// <summary>UDP.</summary>
    Udp = 0,

    /// <summary>TCP (RFC 6544).</summary>
    Tcp = 1,
}
