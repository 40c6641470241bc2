using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Tests.Rtp;

public sealed class ReceiverStatisticsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(65_530)]
    public void Losses_are_counted_in_all_and_since_the_last_report(int first)
    {
        var statistics = new ReceiverStatistics(7, (ushort)first);
        Assert.Equal(0, statistics.Expected);
        foreach (var sequence in Enumerable.Range(first, 8).Where(sequence => sequence - first is not (3 or 4)))
        {
            statistics.Add(unchecked((ushort)sequence), 0, 0);
        }

        var block = statistics.Report(0);
        Assert.Equal((64, 2), (block.FractionLost, block.CumulativeLost)); // 2 of 8 are 64 of 256.
        Assert.Equal((uint)first + 7, block.HighestSequence);

        statistics.Add(unchecked((ushort)(first + 8)), 0, 0);
        block = statistics.Report(0);
        Assert.Equal((0, 2), (block.FractionLost, block.CumulativeLost));
    }

    [Fact]
    public void What_comes_twice_makes_losses_negative()
    {
        var statistics = new ReceiverStatistics(7, 10);
        statistics.Add(10, 0, 0);
        statistics.Add(10, 0, 0);

        var block = statistics.Report(0);
        Assert.Equal((0, -1), (block.FractionLost, block.CumulativeLost));
    }

    [Fact]
    public void Jitter_is_none_where_packets_come_evenly_and_some_where_not()
    {
        var even = new ReceiverStatistics(7, 0);
        var uneven = new ReceiverStatistics(7, 0);
        for (var frame = 0; frame < 100; frame++)
        {
            even.Add((ushort)frame, (uint)(frame * 3_000), frame * 100 / 3);
            uneven.Add((ushort)frame, (uint)(frame * 3_000), (frame * 100 / 3) + (frame % 2 * 20));
        }

        Assert.InRange(even.Jitter, 0u, 90u); // A millisecond, from rounding.
        Assert.InRange(uneven.Jitter, 1_500u, 1_900u); // 20 ms are 1,800 ticks.
    }

    [Fact]
    public void The_time_since_the_last_sender_report_is_told()
    {
        var statistics = new ReceiverStatistics(7, 0);
        Assert.Equal((0u, 0u), Delay(statistics.Report(5_000)));
        statistics.RecordSenderReport(0x1234_5678, 5_000);
        Assert.Equal((0x1234_5678u, 98_304u), Delay(statistics.Report(6_500)));

        static (uint, uint) Delay(ReportBlock block) => (block.LastSenderReport, block.DelaySinceLastSenderReport);
    }
}
