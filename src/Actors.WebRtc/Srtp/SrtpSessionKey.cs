using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>The keys that protect either RTP or RTCP of one direction (RFC 3711, section 4.3).</summary>
/// <param name="Encryption">Of the cipher.</param>
/// <param name="Authentication">Of the HMAC; not used by AEAD.</param>
/// <param name="Salt">Makes the same packet look different in each session; as long as the master salt.</param>
internal sealed record SrtpSessionKey(byte[] Encryption, byte[] Authentication, byte[] Salt)
{
    /// <summary>Overwrites the keys, which the ciphers have copied; the salt stays with them.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(Encryption);
        CryptographicOperations.ZeroMemory(Authentication);
    }
}
