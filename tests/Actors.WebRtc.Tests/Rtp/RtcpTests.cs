using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Tests.Rtp;

public sealed class RtcpTests
{
    [Fact]
    public void A_compound_is_what_the_standards_say()
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, 1);
        writer.ReceiverReport(new(0xAABBCCDD, 64, -2, 0x0001_0005, 9, 0x11223344, 65_536));
        writer.PictureLoss(0xAABBCCDD);
        writer.Nack(0xAABBCCDD, [65_535, 0, 15, 16, 40]);
        writer.MaximumBitrate(0xAABBCCDD, 400_000);
        writer.Goodbye();

        Assert.Equal(
            "81C9000700000001" + "AABBCCDD40FFFFFE00010005000000091122334400010000"
            + "81CE000200000001AABBCCDD"
            + "81CD000500000001AABBCCDD" + "FFFF8001" + "00100000" + "00280000"
            + "8FCE000500000001" + "00000000" + "52454D42" + "01070D40" + "AABBCCDD"
            + "81CB000100000001",
            Convert.ToHexString(buffer[..writer.Length]));
    }

    /// <summary>RFC 5104, section 4.3.1.1: the stream stands in the entry, not in the header.</summary>
    [Fact]
    public void A_command_for_a_key_frame_is_what_the_standard_says()
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        buffer.Fill(0xFF);
        var writer = new RtcpWriter(buffer, 1);
        writer.FullIntraRequest(0xAABBCCDD, 254);

        Assert.Equal("84CE000400000001" + "00000000" + "AABBCCDD" + "FE000000", Convert.ToHexString(buffer[..writer.Length]));
        ReadOnlySpan<byte> compound = buffer[..writer.Length];
        Assert.True(RtcpPacket.TryTake(ref compound, out var packet));
        Assert.True(packet.AsksForKeyFrame());
    }

    [Fact]
    public void What_is_missing_comes_back_as_it_was_asked_for()
    {
        ushort[] missing = [65_530, 65_531, 3, 10, 11, 400];
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, 1);
        writer.Nack(7, missing);

        ReadOnlySpan<byte> compound = buffer[..writer.Length];
        Assert.True(RtcpPacket.TryTake(ref compound, out var packet));
        Assert.True(compound.IsEmpty);
        Assert.Equal(7u, packet.MediaSsrc);
        Span<ushort> read = stackalloc ushort[16];
        Assert.Equal(missing, read[..packet.ReadMissing(read)].ToArray());
        Assert.Equal(2, packet.ReadMissing(read[..2])); // No more than there is room for.
    }

    [Theory]
    [InlineData("", "0100" + "0000")]
    [InlineData("a", "0101" + "61" + "00")]
    [InlineData("ab", "0102" + "6162" + "00000000")]
    [InlineData("abc", "0103" + "616263" + "000000")]
    public void A_name_ends_with_zeros_up_to_the_next_word(string name, string items)
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        buffer.Fill(0xFF);
        var writer = new RtcpWriter(buffer, 1);
        writer.SourceDescription(name);

        Assert.Equal($"81CA000{1 + (items.Length / 8)}00000001" + items, Convert.ToHexString(buffer[..writer.Length]));
    }

    [Fact]
    public void A_report_comes_back_as_it_was_written()
    {
        var block = new ReportBlock(0xAABBCCDD, 64, -2, 0x0001_0005, 9, 0x11223344, 65_536);
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, 5);
        writer.ReceiverReport(block);
        ReadOnlySpan<byte> compound = buffer[..writer.Length];

        Assert.True(RtcpPacket.TryTake(ref compound, out var packet));
        Assert.Equal(5u, packet.SenderSsrc);
        Assert.True(packet.TryReadReport(0, out var read));
        Assert.Equal(block, read);
        Assert.False(packet.TryReadReport(1, out _));
        buffer[0]++; // It says two blocks and has one.
        compound = buffer[..writer.Length];
        Assert.True(RtcpPacket.TryTake(ref compound, out packet));
        Assert.False(packet.TryReadReport(1, out _));
    }

    [Fact]
    public void Packets_of_a_compound_come_one_after_another()
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, 1);
        writer.SenderReport(0x1122_3344_5566_7788, 9, 3, 4);
        writer.PictureLoss(7);
        ReadOnlySpan<byte> compound = buffer[..writer.Length];

        Assert.True(RtcpPacket.TryTake(ref compound, out var report));
        Assert.True(report.TryReadSenderTime(out var ntp));
        Assert.Equal(0x3344_5566u, ntp);
        Assert.False(report.AsksForKeyFrame());
        Assert.True(RtcpPacket.TryTake(ref compound, out var loss));
        Assert.True(loss.AsksForKeyFrame());
        Assert.False(RtcpPacket.TryTake(ref compound, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("81CE")]
    [InlineData("41CE000200000001AABBCCDD")]
    [InlineData("81CE000300000001AABBCCDD")]
    [InlineData("A1CE0002000000010000000D")]
    public void What_is_not_one_is_not_taken(string hex)
    {
        ReadOnlySpan<byte> compound = Convert.FromHexString(hex);
        Assert.False(RtcpPacket.TryTake(ref compound, out _));
    }

    [Fact]
    public void Nothing_that_comes_from_the_network_throws()
    {
        var dice = new Random(5);
        Span<byte> bytes = stackalloc byte[64];
        Span<ushort> missing = stackalloc ushort[8];
        for (var round = 0; round < 100_000; round++)
        {
            dice.NextBytes(bytes);
            bytes[0] = (byte)(0x80 | bytes[0] & 0x3F);
            bytes[1] = (byte)(200 + (bytes[1] % 8));
            bytes[2] = 0;
            bytes[3] %= 16;
            ReadOnlySpan<byte> compound = bytes[..dice.Next(bytes.Length)];
            while (RtcpPacket.TryTake(ref compound, out var packet))
            {
                packet.ReadMissing(missing);
                packet.TryReadSenderTime(out _);
                packet.TryReadReport(1, out _);
                Assert.InRange(packet.Body.Length, 0, bytes.Length);
            }

            RtpHeader.TryRead(compound, out _);
        }
    }
}
