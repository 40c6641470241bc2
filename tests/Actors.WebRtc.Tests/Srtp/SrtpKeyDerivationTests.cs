using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>The vectors of RFC 3711, appendix B.3.</summary>
public class SrtpKeyDerivationTests
{
    private static readonly SrtpMasterKey Master = new(
        Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"), Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6"));

    [Theory]
    [InlineData(0, "C61E7A93744F39EE10734AFE3FF7A087")]
    [InlineData(2, "30CBBC08863D8C85D49DB34A9AE1")]
    [InlineData(1, "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCEE049646C43D9327AD175578EF722709"
        + "86371C10C9A369AC2F94A8C5FBCDDDC256D6E919A48B610EF17C2041E474035766B68642C59BBFC2F34DB60DBDFB2")]
    public void A_label_gives_its_bytes(byte label, string expected)
    {
        var derived = new byte[expected.Length / 2];

        SrtpKeyDerivation.Fill(Master, label, derived);

        Assert.Equal(expected, Convert.ToHexString(derived));
    }

    [Fact]
    public void Keys_of_rtp_are_those_of_the_first_labels()
    {
        var key = SrtpKeyDerivation.DeriveRtp(Master);

        Assert.Equal("C61E7A93744F39EE10734AFE3FF7A087", Convert.ToHexString(key.Encryption));
        Assert.Equal("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4", Convert.ToHexString(key.Authentication));
        Assert.Equal("30CBBC08863D8C85D49DB34A9AE1", Convert.ToHexString(key.Salt));
    }

    [Fact]
    public void Keys_of_rtcp_are_others()
    {
        var (rtp, rtcp) = (SrtpKeyDerivation.DeriveRtp(Master), SrtpKeyDerivation.DeriveRtcp(Master));

        Assert.NotEqual(rtp.Encryption, rtcp.Encryption);
        Assert.NotEqual(rtp.Authentication, rtcp.Authentication);
        Assert.NotEqual(rtp.Salt, rtcp.Salt);
    }
}
