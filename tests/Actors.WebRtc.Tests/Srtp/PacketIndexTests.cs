using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

public class PacketIndexTests
{
    [Theory]
    [InlineData(null, 17, 17)]
    [InlineData(null, 65_535, 65_535)]
    [InlineData(10L, 11, 11)]
    [InlineData(10L, 9, 9)]
    [InlineData(65_535L, 0, 65_536)]
    [InlineData(65_536L, 65_535, 65_535)]
    [InlineData(0x2_0001L, 0xFFFF, 0x1_FFFF)]
    [InlineData(0x2_FFFFL, 0x0001, 0x3_0001)]
    [InlineData(0x2_8000L, 0x0000, 0x2_0000)]
    [InlineData(0x2_8001L, 0x0000, 0x3_0000)]
    [InlineData(0x2_7FFFL, 0xFFFF, 0x2_FFFF)]
    [InlineData(0x2_7FFEL, 0xFFFF, 0x1_FFFF)]
    public void It_is_the_nearest_to_the_highest_known(long? highest, int sequenceNumber, long index) =>
        Assert.Equal((ulong)index, PacketIndex.Estimate((ulong?)highest, (ushort)sequenceNumber));

    [Fact]
    public void Before_the_first_roll_over_nothing_is_of_an_earlier_round() =>
        Assert.Equal(65_530UL, PacketIndex.Estimate(5, 65_530));
}
