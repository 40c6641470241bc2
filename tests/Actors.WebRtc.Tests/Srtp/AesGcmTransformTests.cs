using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>The vectors of RFC 7714 for AEAD_AES_128_GCM, sections 16.1 and 17.1 to 17.3. They name session keys.</summary>
public class AesGcmTransformTests
{
    private const string Rtp = "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e6973206469766973612069"
        + "6e207061727465732074726573";

    private const string ProtectedRtp = "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a"
        + "51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce";

    private const string Rtcp = "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
        + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    private const string ProtectedRtcp = "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32d"
        + "c676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4";

    private const string AuthenticatedRtcp = Rtcp + "841dd9683dd78ec92ae58790125f62b3000005d4";

    private const ulong RtpIndex = 0xF17B;
    private const uint RtcpIndex = 0x5D4;

    private readonly AesGcmTransform _transform = Transform();

    [Fact]
    public void Rtp_is_protected_as_in_section_16_1()
    {
        var buffer = Buffer(Rtp, out var length);
        Assert.True(SrtpHeader.TryReadRtp(buffer.AsSpan(0, length), out var header));

        _transform.ProtectRtp(buffer, length, header, RtpIndex);

        Assert.Equal(ProtectedRtp, Text(buffer.AsSpan(0, length + _transform.TagLength)));
    }

    [Fact]
    public void Rtp_is_read_as_in_section_16_1()
    {
        using var session = new ManagedSrtpSession(Transform(), Transform());
        var packet = Convert.FromHexString(ProtectedRtp);

        Assert.Equal(SrtpResult.Ok, session.UnprotectRtp(packet, out var length));

        Assert.Equal(Rtp, Text(packet.AsSpan(0, length)));
    }

    [Fact]
    public void Rtcp_is_protected_as_in_section_17_1()
    {
        var buffer = Buffer(Rtcp, out var length);
        Assert.True(SrtpHeader.TryReadRtcp(buffer.AsSpan(0, length), out var header));

        _transform.ProtectRtcp(buffer, length, header, SrtpTransform.IndexWordOf(RtcpIndex));

        Assert.Equal(ProtectedRtcp, Text(buffer.AsSpan(0, length + _transform.RtcpTrailerLength)));
    }

    [Theory]
    [InlineData(ProtectedRtcp)]
    [InlineData(AuthenticatedRtcp)]
    public void Rtcp_is_read_as_in_sections_17_1_and_17_3(string received)
    {
        using var session = new ManagedSrtpSession(Transform(), Transform());
        var packet = Convert.FromHexString(received);

        Assert.Equal(SrtpResult.Ok, session.UnprotectRtcp(packet, out var length));

        Assert.Equal(Rtcp, Text(packet.AsSpan(0, length)));
    }

    [Fact]
    public void Rtcp_in_clear_is_authenticated_all_the_same()
    {
        var authentic = Convert.FromHexString(AuthenticatedRtcp);
        for (var at = 4; at < authentic.Length; at++)
        {
            using var session = new ManagedSrtpSession(Transform(), Transform());
            var packet = authentic.ToArray();
            packet[at] ^= 1;

            Assert.Equal(SrtpResult.Auth, session.UnprotectRtcp(packet, out _));
        }
    }

    private static AesGcmTransform Transform()
    {
        return new(Key(), Key());

        static SrtpSessionKey Key() => new(
            Convert.FromHexString("000102030405060708090a0b0c0d0e0f"), [], "Quid pro quo"u8.ToArray());
    }

    private static byte[] Buffer(string packet, out int length)
    {
        var bytes = Convert.FromHexString(packet);
        length = bytes.Length;
        return [.. bytes, .. new byte[SrtpProfileParameters.LongestTrailer]];
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
