using Actors.WebRtc.Native;

namespace Actors.WebRtc.Dtls;

/// <summary>
/// What all sessions with one certificate have in common: DTLS 1.2 only, a certificate of the other side is required, no
/// tickets, no resumption, no renegotiation, keys for SRTP. Safe for use by several threads at once. Sessions outlive it.
/// </summary>
public sealed class DtlsContext : IDisposable
{
    /// <summary>The profiles that we offer or accept, the preferred one first.</summary>
    internal const string SrtpProfiles = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";

    /// <summary>A context with a certificate.</summary>
    /// <exception cref="InvalidOperationException">OpenSSL refuses.</exception>
    public DtlsContext(DtlsCertificate certificate)
        : this(certificate, SrtpProfiles)
    {
    }

    /// <summary>A context that can do some profiles only, by their names in OpenSSL.</summary>
    internal DtlsContext(DtlsCertificate certificate, string srtpProfiles)
    {
        Certificate = certificate;
        Handle = SslContextHandle.Open(certificate.Certificate, certificate.PrivateKey, srtpProfiles);
    }

    /// <summary>The certificate; its fingerprint belongs into the description of each call that uses this context.</summary>
    public DtlsCertificate Certificate { get; }

    internal SslContextHandle Handle { get; }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();
}
