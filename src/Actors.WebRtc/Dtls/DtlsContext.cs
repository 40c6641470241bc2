using Actors.WebRtc.Native;

namespace Actors.WebRtc.Dtls;

/// <summary>
/// What all sessions of one certificate share: DTLS 1.2 only; the other side must show a certificate; no tickets,
/// resumption or renegotiation; keys for SRTP. Thread-safe. Sessions may outlive it.
/// </summary>
public sealed class DtlsContext : IDisposable
{
    /// <summary>The SRTP profiles to negotiate, by their OpenSSL names, the preferred one first.</summary>
    internal const string SrtpProfiles = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";

    /// <summary>Creates a context.</summary>
    /// <exception cref="InvalidOperationException">OpenSSL fails.</exception>
    public DtlsContext(DtlsCertificate certificate)
        : this(certificate, SrtpProfiles)
    {
    }

    /// <summary>Creates a context with other SRTP profiles, for tests.</summary>
    internal DtlsContext(DtlsCertificate certificate, string srtpProfiles)
    {
        Certificate = certificate;
        Handle = SslContextHandle.Open(certificate.Certificate, certificate.PrivateKey, srtpProfiles);
    }

    /// <summary>
    /// The certificate. Its fingerprint goes into the description of each call that uses this context.
    /// </summary>
    public DtlsCertificate Certificate { get; }

    internal SslContextHandle Handle { get; }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();
}

/// <summary>
/// The context of new calls. Replaces its certificate at half of its lifetime, so that no call meets an expired one and
/// a stolen key reveals little. Thread-safe.
/// </summary>
/// <remarks>
/// A call keeps the context that it began with, for its fingerprint and its session. The finalizer frees an old context
/// after the last call has released it.
/// </remarks>
public sealed class DtlsContextRotation(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private DtlsContext? _current;

    /// <summary>The context for a new call.</summary>
    /// <exception cref="InvalidOperationException">OpenSSL fails.</exception>
    public DtlsContext Current
    {
        get
        {
            lock (_gate)
            {
                if (_current is null || time.GetUtcNow() - _current.Certificate.MadeAt >= DtlsCertificate.Lifetime / 2)
                {
                    _current = new(DtlsCertificate.Create(time));
                }

                return _current;
            }
        }
    }

    /// <summary>Frees the context of new calls. Running calls keep theirs.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _current?.Dispose();
        }
    }
}
