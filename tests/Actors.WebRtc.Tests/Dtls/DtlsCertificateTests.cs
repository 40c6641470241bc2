using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Actors.Testing;
using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Tests.Dtls;

public class DtlsCertificateTests
{
    private readonly TestTimeProvider _time = new();

    [Fact]
    public void It_is_of_p256_and_says_nothing_about_us()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(DtlsCertificate.Create(_time).Certificate);
        using var key = certificate.GetECDsaPublicKey();

        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, key?.ExportParameters(false).Curve.Oid.Value);
        Assert.Equal("CN=WebRTC", certificate.Subject);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromDays(1), certificate.NotBefore);
        Assert.Equal(_time.GetUtcNow() + DtlsCertificate.Lifetime, certificate.NotAfter);
    }

    [Fact]
    public void Each_has_a_key_of_its_own() =>
        Assert.NotEqual(DtlsCertificate.Create(_time).Fingerprint, DtlsCertificate.Create(_time).Fingerprint);

    [Fact]
    public void Its_fingerprint_is_that_of_its_bytes()
    {
        var certificate = DtlsCertificate.Create(_time);

        Assert.True(certificate.Fingerprint.Matches(SHA256.HashData(certificate.Certificate)));
    }
}
