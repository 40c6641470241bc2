namespace Actors.WebRtc.Srtp;

/// <summary>Who does the protecting. They behave alike, and tests hold one against the other.</summary>
public enum SrtpImplementation
{
    /// <summary>Framing of our own on the ciphers of .NET, that is of OpenSSL.</summary>
    Managed,

    /// <summary><c>libsrtp2</c>.</summary>
    LibSrtp,
}
