namespace Actors.WebRtc.Dtls;

/// <summary>Who begins the handshake (RFC 5763, section 5).</summary>
public enum DtlsRole
{
    /// <summary>Waits: <c>a=setup:passive</c>.</summary>
    Server,

    /// <summary>Begins: <c>a=setup:active</c>.</summary>
    Client,
}
