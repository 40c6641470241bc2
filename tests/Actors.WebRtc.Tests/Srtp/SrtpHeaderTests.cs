using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

public class SrtpHeaderTests
{
    [Theory]
    [InlineData("806000070000000011223344", 12)]
    [InlineData("82600007000000001122334400000001000000020A", 20)]
    [InlineData("906000070000000011223344BEDE000111111111AA", 20)]
    [InlineData("906000070000000011223344BEDE000211111111AA", 0)]
    [InlineData("906000070000000011223344BEDE", 0)]
    [InlineData("836000070000000011223344000000010000000200", 0)]
    [InlineData("406000070000000011223344", 0)]
    [InlineData("8060000700000000112233", 0)]
    public void What_stays_in_clear_of_rtp(string packet, int length)
    {
        var bytes = Convert.FromHexString(packet);

        Assert.Equal(length > 0, SrtpHeader.TryReadRtp(bytes, out var header));

        if (length > 0)
        {
            Assert.Equal(new SrtpHeader(length, 0x1122_3344, 7), header);
        }
    }

    [Theory]
    [InlineData("80C9000111223344", true)]
    [InlineData("80C90001112233", false)]
    [InlineData("40C9000111223344", false)]
    public void Of_rtcp_eight_bytes_stay_in_clear(string packet, bool isOne)
    {
        Assert.Equal(isOne, SrtpHeader.TryReadRtcp(Convert.FromHexString(packet), out var header));

        if (isOne)
        {
            Assert.Equal(new SrtpHeader(8, 0x1122_3344, 0), header);
        }
    }
}
