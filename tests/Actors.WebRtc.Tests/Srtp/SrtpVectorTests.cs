using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>
/// libsrtp2 as this library configures it, against packets that an independent implementation made from the master key
/// of RFC 3711, appendix B.3, and the plain packets of RFC 7714, section 16. That implementation reproduces the vectors of
/// both RFCs, which name session keys and so cannot be given to libsrtp2.
/// </summary>
public sealed class SrtpVectorTests
{
    private const string Rtp = "8040F17B" + RtpRest;
    private const string RtpAfterWrap = "80400005" + RtpRest;
    private const string RtpRest = "8041F8D35501A0B247616C6C696120657374206F6D6E6973206469766973612069"
        + "6E207061727465732074726573";

    private const string Rtcp = "81C8000D4D6172734E5450314E545032525450200000042A0000E9304C756E61"
        + "DEADBEEFDEADBEEFDEADBEEFDEADBEEFDEADBEEF";

    [Theory]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80, "8040F17B8041F8D35501A0B246BE74509AAA5CE4310B26D95E135249979CD7BC381"
        + "09EE071F7BF3AA8495D6DD41778D02641CBE126523E4FE97E1D91")]
    [InlineData(SrtpProfile.AeadAes128Gcm, "8040F17B8041F8D35501A0B201B8BE2FA69386B0391F3316D85E29559875821B0A2F9B5C6CA6"
        + "3A2CC563D1A3E234095D7B348B206EEFE51EB4497C567D75D7DC3ABE")]
    public void Rtp_is_protected_and_read_as_the_standard_says(SrtpProfile profile, string expected)
    {
        using var session = Session(profile);

        var packet = session.ProtectRtp(Convert.FromHexString(Rtp));

        Assert.Equal(expected, Convert.ToHexString(packet));
        Assert.Equal((SrtpResult.Ok, Rtp), packet.ReadBy(session));
    }

    [Theory]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80, "804000058041F8D35501A0B2A747AA110EE5F4E45AC541C03A4B917667254ED2"
        + "43A71DD8EF1D6B92DAC6D521871F5ADF3CDF50CD793434AE781296A9")]
    [InlineData(SrtpProfile.AeadAes128Gcm, "804000058041F8D35501A0B2A505CDF3CF3CA1043C724A08031DFB661283C677"
        + "FABA1915113291F70A0299D4E738A1BFF2050997415A2D86992DFD493A7CC32AA0DB")]
    public void After_a_wrap_the_roll_over_counter_goes_into_the_packet(SrtpProfile profile, string expected)
    {
        using var session = Session(profile);
        var last = Convert.FromHexString("8040FFFF" + RtpRest);

        Assert.Equal(SrtpResult.Ok, session.ProtectRtp(last).ReadBy(session).Outcome);
        var packet = session.ProtectRtp(Convert.FromHexString(RtpAfterWrap));

        Assert.Equal(expected, Convert.ToHexString(packet));
        Assert.Equal((SrtpResult.Ok, RtpAfterWrap), packet.ReadBy(session));
    }

    [Theory]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80, "81C8000D4D617273F2BB7B81F9B988034C297110352C53781268F3D76040350F49086"
        + "B0A2297239AEEBAF47F1A17638AE7A25BC880000001432CFE93CBA0C4783D44")]
    [InlineData(SrtpProfile.AeadAes128Gcm, "81C8000D4D6172733AE6E9FB8870A71CB13B5CAACFD0F4167D5B9484A31A2BF65C855D70DDD4"
        + "3987A3AA0005A84FF68C7EF8AE732F3986EEA9516FA1D5A7C9EC328172B580000001")]
    public void Rtcp_is_protected_and_read_as_the_standard_says(SrtpProfile profile, string expected)
    {
        using var session = Session(profile);

        var packet = session.ProtectRtcp(Convert.FromHexString(Rtcp));

        Assert.Equal(expected, Convert.ToHexString(packet));
        Assert.Equal((SrtpResult.Ok, Rtcp), session.UnprotectRtcp(packet));
    }

    [Theory]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80, "81C8000D4D617273D599710BD5222201571E97C205F620F59A028137C78BC3BCCF535"
        + "CE6D149260301BB2E643AA1AB4227F3033980000000CEDBF6E3607B3C5462A0")]
    [InlineData(SrtpProfile.AeadAes128Gcm, "81C8000D4D61727355F6931C119ED75589FCA3C6C4FD15EF33FA7C7B181BA0BABDFA3EC56CB1"
        + "0B7E5BF3A50D8C930C8EB3CE2F8B3050ED891629D723F54E27CBFE3F0F7780000000")]
    public void Rtcp_of_a_sender_that_counts_from_zero_is_read(SrtpProfile profile, string packet)
    {
        using var session = Session(profile);

        Assert.Equal((SrtpResult.Ok, Rtcp), session.UnprotectRtcp(Convert.FromHexString(packet)));
    }

    /// <summary>A session that reads what it writes.</summary>
    private static SrtpSession Session(SrtpProfile profile)
    {
        var salt = Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6").AsSpan(0, profile.SaltLength());
        var key = new SrtpMasterKey(Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"), salt);
        using var keys = new SrtpKeys(profile, key, key);
        return new SrtpSession(keys);
    }
}
