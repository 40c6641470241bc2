namespace Actors.WebRtc.Srtp;

/// <summary>Who does the protecting. They behave alike, and tests hold one against the other.</summary>
public enum SrtpImplementation
{
    /// <summary>
    /// <c>libsrtp2</c>, which others keep secure. As Debian builds it, a packet of 1,100 bytes costs as much by AES-GCM as with
    /// the ciphers of .NET, 2.4 times as much by AES in counter mode; a session a millisecond.
    /// </summary>
    LibSrtp,

    /// <summary>
    /// Framing of our own on the ciphers of .NET, that is of OpenSSL: where libsrtp2 is not there or has no AES-GCM.
    /// </summary>
    Managed,
}
