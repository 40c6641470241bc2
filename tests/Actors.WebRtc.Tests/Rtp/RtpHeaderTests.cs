using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Tests.Rtp;

public sealed class RtpHeaderTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var header = new RtpHeader(96, true, 65_535, 0xFFFF_FFF0, 0xDEAD_BEEF, RtpHeader.FixedLength, 3);
        var packet = new byte[RtpHeader.FixedLength + 3];
        header.Write(packet);

        Assert.True(RtpHeader.TryRead(packet, out var read));
        Assert.Equal(header, read);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("8060000100000001000000", "a byte less than a header")]
    [InlineData("40600001000000010000000100", "version 1")]
    [InlineData("9060000100000001000000010001", "an extension that is cut off")]
    [InlineData("906000010000000100000001BEDE000400", "an extension longer than the packet")]
    [InlineData("8F600001000000010000000100000000", "more sources than there is room for")]
    [InlineData("A060000100000001000000010000", "padding of length 0")]
    [InlineData("A060000100000001000000010009", "padding longer than the packet")]
    public void What_is_not_one_is_not_read(string hex, string what)
    {
        Assert.False(RtpHeader.TryRead(Convert.FromHexString(hex), out _), what);
    }

    [Fact]
    public void Sources_extension_and_padding_are_not_payload()
    {
        // Two sources, an extension of one word, payload AA BB, padding of two bytes.
        var packet = Convert.FromHexString(
            "B2600001000000010000000111111111" + "22222222" + "BEDE000133333333" + "AABB" + "0002");

        Assert.True(RtpHeader.TryRead(packet, out var header));
        Assert.Equal("AABB", Convert.ToHexString(packet.AsSpan(header.PayloadOffset, header.PayloadLength)));
    }
}
