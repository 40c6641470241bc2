namespace Actors.WebRtc.Dtls;

/// <summary>Why a session failed.</summary>
public enum DtlsFailure
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The other side broke the protocol, can no cipher of ours, or sent an alert.</summary>
    Protocol,

    /// <summary>The other side stopped answering.</summary>
    Timeout,

    /// <summary>
    /// The certificate is not the one that signalling announced: somebody stands between (RFC 8122, section 6.2).
    /// </summary>
    Fingerprint,

    /// <summary>There is no way to protect media that both sides can (RFC 5764, section 4.1).</summary>
    NoSrtpProfile,
}
