using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Dtls;

/// <summary>
/// A self-signed P-256 certificate for DTLS (RFC 8827, section 6.5). Its subject says nothing about the server.
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
        Fingerprint = CertificateFingerprint.Of(certificate);
    }

    /// <summary>How long a certificate is valid after it was made.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(30);

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; }

    /// <summary>The fingerprint for session descriptions.</summary>
    public CertificateFingerprint Fingerprint { get; }

    /// <summary>X.509, DER.</summary>
    public ReadOnlySpan<byte> Certificate => _certificate;

    /// <summary>PKCS #8, DER.</summary>
    internal ReadOnlySpan<byte> PrivateKey => _privateKey;

    /// <summary>Creates a certificate with a new key.</summary>
    public static DtlsCertificate Create(TimeProvider time) => Create(time, "CN=WebRTC");

    /// <summary>Creates a certificate with a subject of any length, for tests.</summary>
    internal static DtlsCertificate Create(TimeProvider time, string subject)
    {
        var now = time.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);

        // Clocks of phones may be a day behind.
        using var certificate = request.CreateSelfSigned(now - Backdating, now + Lifetime);
        return new(certificate.RawData, key.ExportPkcs8PrivateKey(), now);
    }
}
