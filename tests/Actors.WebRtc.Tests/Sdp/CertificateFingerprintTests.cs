using System.Security.Cryptography;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Tests.Sdp;

public sealed class CertificateFingerprintTests
{
    // The SHA-256 of nothing.
    private const string OfNothing = "sha-256 E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:"
        + "27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55";

    [Fact]
    public void It_matches_the_hash_of_its_certificate_only()
    {
        byte[] certificate = [1, 2, 3];

        Assert.True(CertificateFingerprint.TryParse(CertificateFingerprint.Of(certificate).ToString(), out var read));

        Assert.True(read.Matches(SHA256.HashData(certificate)));
        Assert.False(read.Matches(SHA256.HashData([1])));
        Assert.False(read.Matches(default));
    }

    [Fact]
    public void It_is_written_in_capital_letters_and_read_in_either_case()
    {
        Assert.Equal(OfNothing, CertificateFingerprint.Of([]).ToString());

        Assert.True(CertificateFingerprint.TryParse(OfNothing.ToUpperInvariant(), out var upper));
        Assert.True(CertificateFingerprint.TryParse(OfNothing.ToLowerInvariant(), out var lower));

        Assert.True(upper.IsSupported);
        Assert.Equal(OfNothing, upper.ToString());
        Assert.Equal(OfNothing, lower.ToString());
        Assert.Equal(0xE3, upper.Hash[0]);
    }

    [Fact]
    public void Another_hash_is_read_and_matches_nothing()
    {
        const string text = "sha-1 99:41:49:83:4A:97:0E:1F:EF:6D:F7:C9:C7:70:9D:1F:66:79:A8:07";

        Assert.True(CertificateFingerprint.TryParse(text, out var sha1));

        Assert.Equal("sha-1", sha1.Algorithm);
        Assert.False(sha1.IsSupported);
        Assert.False(sha1.Matches(sha1.Hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha-256")]
    [InlineData("sha-256 ")]
    [InlineData(" AB")]
    [InlineData("md5 A")]
    [InlineData("md5 AB:")]
    [InlineData("md5 ABCDE")]
    [InlineData("md5 AB:XY")]
    [InlineData("sha-256 AB:CD")]
    public void Other_text_is_no_fingerprint(string text) => Assert.False(CertificateFingerprint.TryParse(text, out _));

    [Fact]
    public void Each_digit_and_colon_counts()
    {
        for (var at = "sha-256".Length; at < OfNothing.Length; at++)
        {
            var changed = $"{OfNothing[..at]}_{OfNothing[(at + 1)..]}";
            Assert.False(CertificateFingerprint.TryParse(changed, out _), changed);
        }
    }
}
