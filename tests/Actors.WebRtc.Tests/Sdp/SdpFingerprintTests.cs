using System.Text;
using Actors.WebRtc.Sdp;

namespace Actors.WebRtc.Tests.Sdp;

public sealed class SdpFingerprintTests
{
    [Fact]
    public void It_fits_the_certificate_that_it_was_made_of()
    {
        var certificate = Encoding.ASCII.GetBytes("a certificate");
        var fingerprint = SdpFingerprint.OfCertificate(certificate);

        Assert.True(SdpFingerprint.TryParse(fingerprint.ToString(), out var read));
        Assert.True(read.Matches(certificate));
        Assert.False(read.Matches(Encoding.ASCII.GetBytes("another one")));
        Assert.False(read.Matches(default));
    }

    [Fact]
    public void Small_letters_are_read_too()
    {
        Assert.True(SdpFingerprint.TryParse($"SHA-256 {Offers.Fingerprint.ToLowerInvariant()}", out var fingerprint));
        Assert.True(fingerprint.IsSupported);
        Assert.Equal($"sha-256 {Offers.Fingerprint}", fingerprint.ToString());
        Assert.Equal(0x7B, fingerprint.Hash[0]);
    }

    [Fact]
    public void Another_hash_is_read_and_fits_nothing()
    {
        Assert.True(SdpFingerprint.TryParse("sha-1 99:41:49:83:4A:97:0E:1F:EF:6D:F7:C9:C7:70:9D:1F:66:79:A8:07", out var sha1));
        Assert.Equal("sha-1", sha1.Algorithm);
        Assert.False(sha1.IsSupported);
        Assert.False(sha1.Matches(default));
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
    public void It_is_no_fingerprint(string text) => Assert.False(SdpFingerprint.TryParse(text, out _));
}
