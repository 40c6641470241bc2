namespace Actors.WebRtc.Srtp;

/// <summary>
/// How media are protected, with the numbers that DTLS agrees them by (RFC 5764, section 4.1.2; RFC 7714, section 14.2).
/// </summary>
public enum SrtpProfile
{
    /// <summary>AES-128 in counter mode and 80 bits of HMAC-SHA1 (RFC 3711).</summary>
    Aes128CmHmacSha1Tag80 = 1,

    /// <summary>AES-128-GCM with its full tag (RFC 7714).</summary>
    AeadAes128Gcm = 7,
}
