namespace Actors.WebRtc.Sdp;

/// <summary>Who begins the DTLS handshake (RFC 4145, section 4; RFC 8842, section 5).</summary>
public enum SdpSetup
{
    /// <summary>Either; the answer decides.</summary>
    ActivePassive = 0,

    /// <summary>Whoever wrote the description.</summary>
    Active = 1,

    /// <summary>The other side.</summary>
    Passive = 2,

    /// <summary>Nobody for now.</summary>
    HoldConnection = 3,
}
