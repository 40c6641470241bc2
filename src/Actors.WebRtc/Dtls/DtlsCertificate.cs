using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Actors.WebRtc.Dtls;

/// <summary>
/// A certificate for DTLS, signed by itself: P-256, as everybody can (RFC 8827, section 6.5). Its name says nothing.
/// </summary>
public sealed class DtlsCertificate
{
    private static readonly TimeSpan Backdating = TimeSpan.FromDays(1);

    private readonly byte[] _certificate;
    private readonly byte[] _privateKey;

    private DtlsCertificate(byte[] certificate, byte[] privateKey, DateTimeOffset madeAt)
    {
        _certificate = certificate;
        _privateKey = privateKey;
        MadeAt = madeAt;
        Fingerprint = DtlsFingerprint.Of(certificate);
    }

    /// <summary>How long a certificate is good, from when it was made.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(30);

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; }

    /// <summary>What signalling tells the other side.</summary>
    public DtlsFingerprint Fingerprint { get; }

    /// <summary>X.509, DER.</summary>
    public ReadOnlySpan<byte> Certificate => _certificate;

    /// <summary>PKCS #8, DER.</summary>
    internal ReadOnlySpan<byte> PrivateKey => _privateKey;

    /// <summary>A new certificate with a new key.</summary>
    public static DtlsCertificate Create(TimeProvider time) => Create(time, "CN=WebRTC");

    /// <summary>A new certificate with a name: other sides have some that fit into no datagram.</summary>
    internal static DtlsCertificate Create(TimeProvider time, string subject)
    {
        var now = time.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);

        // Some phones are set to yesterday.
        using var certificate = request.CreateSelfSigned(now - Backdating, now + Lifetime);
        return new(certificate.RawData, key.ExportPkcs8PrivateKey(), now);
    }
}
