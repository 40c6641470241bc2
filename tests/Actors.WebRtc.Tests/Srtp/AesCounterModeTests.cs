using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>The vectors of RFC 3711, appendix B.2: the key stream of stream 0, packet 0.</summary>
public class AesCounterModeTests
{
    private const int BlockLength = 16;

    [Theory]
    [InlineData(0x0000, "E03EAD0935C95E80E166B16DD92B4EB4")]
    [InlineData(0x0001, "D23513162B02D0F72A43A2FE4A5F97AB")]
    [InlineData(0x0002, "41E95B3BB0A2E8DD477901E4FCA894C0")]
    [InlineData(0xFEFF, "EC8CDF7398607CB0F2D21675EA9EA1E4")]
    [InlineData(0xFF00, "362B7C3C6773516318A077D7FC5073AE")]
    [InlineData(0xFF01, "6A2CC3787889374FBEB4C81B17BA6C44")]
    public void The_key_stream_has_these_blocks(int block, string expected)
    {
        using var cipher = Cipher();
        var data = new byte[(block + 1) * BlockLength];

        cipher.Apply(data, ssrc: 0, index: 0);

        Assert.Equal(expected, Convert.ToHexString(data.AsSpan(block * BlockLength)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(1200)]
    [InlineData(1537)]
    public void Twice_gives_the_same_again(int length)
    {
        using var cipher = Cipher();
        var data = Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray();
        var before = data.ToArray();

        cipher.Apply(data, 0x1234_5678, 0xABCD_EF01_2345);
        Assert.True(length == 0 || !before.AsSpan().SequenceEqual(data));

        cipher.Apply(data, 0x1234_5678, 0xABCD_EF01_2345);
        Assert.Equal(before, data);
    }

    private static AesCounterMode Cipher() => new(
        Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"), Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
}
