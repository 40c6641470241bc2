using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Tests.Vp8;

public sealed class Vp8FrameTests
{
    private const uint Ssrc = 9;
    private readonly List<(byte[] Frame, Vp8FrameHeader Header, uint Timestamp)> _frames = [];

    public static TheoryData<string, int> Descriptors => new()
    {
        { "10AA", 1 },
        { "9080" + "05" + "AA", 3 },
        { "9080" + "8505" + "AA", 4 },
        { "90E0" + "8505" + "01" + "20" + "AA", 6 },
        { "90F0" + "05" + "01" + "20" + "AA", 5 },
        { "9010" + "20" + "AA", 3 },
    };

    [Theory]
    [MemberData(nameof(Descriptors))]
    public void A_descriptor_has_what_its_bits_say(string hex, int length)
    {
        var payload = Convert.FromHexString(hex);
        Assert.True(Vp8PayloadDescriptor.TryRead(payload, out var descriptor));
        Assert.Equal(new(true, 0, length), descriptor);
        for (var cut = 0; cut <= length; cut++)
        {
            Assert.False(Vp8PayloadDescriptor.TryRead(payload.AsSpan(0, cut), out _));
        }
    }

    [Theory]
    [InlineData(true, 640, 480)]
    [InlineData(true, 16_383, 1)]
    [InlineData(false, 0, 0)]
    public void A_frame_begins_with_its_kind_and_size(bool isKeyFrame, int width, int height)
    {
        Assert.True(Vp8FrameHeader.TryRead(isKeyFrame ? KeyFrame(width, height, 100) : InterFrame(100), out var header));
        Assert.Equal(new(isKeyFrame, width, height), header);
    }

    [Fact]
    public void A_key_frame_without_its_start_code_or_with_a_partition_too_long_is_none()
    {
        var frame = KeyFrame(640, 480, 100);
        frame[3] = 0;
        Assert.False(Vp8FrameHeader.TryRead(frame, out _));

        frame = KeyFrame(640, 480, 100);
        frame[2] = 0xFF;
        Assert.False(Vp8FrameHeader.TryRead(frame, out _));
        Assert.False(Vp8FrameHeader.TryRead(KeyFrame(0, 480, 100), out _));
    }

    [Fact]
    public void Frames_come_out_as_they_went_in()
    {
        using var assembler = Assembler();
        var sent = new[] { KeyFrame(640, 480, 5_000), InterFrame(3), InterFrame(2_200), KeyFrame(320, 240, 10) };
        Send(assembler, sent);

        Assert.Equal(sent, _frames.Select(frame => frame.Frame));
        Assert.Equal([0u, 3_000u, 6_000u, 9_000u], _frames.Select(frame => frame.Timestamp));
        Assert.Equal((4, 0, 0), (assembler.Frames, assembler.Unwanted, assembler.Broken));
    }

    [Fact]
    public void Only_key_frames_come_out_where_only_they_are_wanted()
    {
        using var assembler = Assembler(wantsKeyFramesOnly: true);
        Send(assembler, [InterFrame(4_000), KeyFrame(640, 480, 4_000), InterFrame(10)]);

        Assert.True(Assert.Single(_frames).Header.IsKeyFrame);
        Assert.Equal((1, 2, 0), (assembler.Frames, assembler.Unwanted, assembler.Broken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_frame_that_lacks_a_packet_is_dropped_and_the_next_is_not(int lost)
    {
        using var assembler = Assembler();
        Send(assembler, [KeyFrame(640, 480, 3_000), KeyFrame(320, 240, 3_000)], sequence => sequence != lost);

        Assert.Equal(320, Assert.Single(_frames).Header.Width);
    }

    [Fact]
    public void A_frame_longer_than_allowed_is_dropped()
    {
        using var assembler = Assembler(maxBytes: 4_000);
        Send(assembler, [KeyFrame(640, 480, 4_001), KeyFrame(320, 240, 4_000)]);

        Assert.Equal(320, Assert.Single(_frames).Header.Width);
        Assert.Equal(1, assembler.Broken);
    }

    [Fact]
    public void A_picture_is_the_key_frame_behind_a_header()
    {
        var frame = KeyFrame(640, 480, 101);
        var picture = WebPicture.Of(frame);

        Assert.Equal("RIFF"u8.ToArray(), picture[..4]);
        Assert.Equal(picture.Length - 8, BitConverter.ToInt32(picture, 4));
        Assert.Equal("WEBPVP8 "u8.ToArray(), picture[8..16]);
        Assert.Equal(101, BitConverter.ToInt32(picture, 16));
        Assert.Equal(frame, picture[20..121]);
        Assert.Equal(0, picture.Length % 2);
        Assert.Throws<ArgumentException>(() => WebPicture.Of(InterFrame(50)));
    }

    [Fact]
    public void Nothing_that_comes_from_the_network_throws()
    {
        var dice = new Random(3);
        using var assembler = Assembler(maxBytes: 2_000);
        var packet = new byte[200];
        for (var round = 0; round < 100_000; round++)
        {
            dice.NextBytes(packet);
            packet[0] = (byte)(0x80 | packet[0] & 0x3F);
            packet[2] = 0;
            packet[3] = (byte)(round & 0xFF);
            var cut = packet.AsSpan(0, dice.Next(packet.Length));
            if (RtpHeader.TryRead(cut, out var header))
            {
                assembler.Add(header, cut);
            }
        }

        Assert.InRange(assembler.Frames + assembler.Broken, 1, long.MaxValue);
    }

    private static byte[] KeyFrame(int width, int height, int length)
    {
        var frame = new byte[Math.Max(length, Vp8FrameHeader.KeyFrameLength)];
        new Random(length).NextBytes(frame);
        byte[] header =
        [
            0x10, 0, 0, 0x9D, 0x01, 0x2A,
            (byte)(width & 0xFF), (byte)(width >> 8), (byte)(height & 0xFF), (byte)(height >> 8),
        ];
        header.CopyTo(frame, 0);
        return frame;
    }

    private static byte[] InterFrame(int length)
    {
        var frame = new byte[length];
        new Random(length).NextBytes(frame);
        frame[0] = 0x31;
        return frame;
    }

    private static void Send(Vp8FrameAssembler assembler, byte[][] frames, Func<int, bool>? comes = null)
    {
        var packetizer = new Vp8Packetizer(96, Ssrc, 0);
        for (var number = 0; number < frames.Length; number++)
        {
            packetizer.Split(frames[number], (uint)number * 3_000, (packet, sequence) =>
            {
                Assert.True(RtpHeader.TryRead(packet, out var header));
                if (comes?.Invoke(sequence) != false)
                {
                    assembler.Add(header, packet);
                }
            });
        }
    }

    private Vp8FrameAssembler Assembler(bool wantsKeyFramesOnly = false, int maxBytes = 1_000_000) => new(
        (frame, header, timestamp) => _frames.Add((frame.ToArray(), header, timestamp)), wantsKeyFramesOnly, maxBytes);
}
