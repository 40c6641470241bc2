namespace Actors.WebRtc.Caller.Tests;

public sealed class SentPacketsTests
{
    [Fact]
    public void The_last_packets_are_kept()
    {
        var sent = new SentPackets();
        for (var sequence = 65_000; sequence < 66_000; sequence++)
        {
            sent.Keep((ushort)(sequence & 0xFFFF), BitConverter.GetBytes(sequence));
        }

        Assert.True(sent.Find(65_100).IsEmpty);
        Assert.Equal(65_799, BitConverter.ToInt32(sent.Find(463 - 200)));
        Assert.Equal(65_999, BitConverter.ToInt32(sent.Find(65_999 & 0xFFFF)));
        Assert.True(sent.Find(1_000).IsEmpty);
    }
}
