using Actors.Testing;
using Actors.WebRtc.Native;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Tests.Vp8;

public sealed class Vp8DecoderTests : IDisposable
{
    /// <summary>48 × 32: three columns of 16 pixels, red, blue and green.</summary>
    private const string Columns = "1004009d012a300020003ef964ae502aa5a4a2b55bfc01501f096600c72381faad4fe03187dd98e50000fee40164"
        + "b9f6ffc773abcf078a9502a0784de8c17c491148e7f00f437713e004eb0aa52cd3520000";

    private readonly Vp8Decoder _decoder = new();

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void A_key_frame_gives_a_picture()
    {
        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(Convert.FromHexString(Columns), out var picture));

        Assert.Equal((48, 32), (picture.Width, picture.Height));
        Assert.Equal((92, 143), (picture.Y[0], picture.Y[(31 * picture.YStride) + 47]));
        Assert.Equal((114, 71), (picture.U[0], picture.U[(15 * picture.UStride) + 23]));
        Assert.Equal((197, 92), (picture.V[0], picture.V[(15 * picture.VStride) + 23]));
        Assert.Equal((31 * picture.YStride) + 48, picture.Y.Length);
        Assert.Equal((15 * picture.UStride) + 24, picture.U.Length);
    }

    [Fact]
    public void The_size_may_change_from_key_frame_to_key_frame()
    {
        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(Convert.FromHexString(Columns), out _));
        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(VpxProbe.KeyFrame, out var picture));

        Assert.Equal((VpxProbe.Width, VpxProbe.Height), (picture.Width, picture.Height));
    }

    [Fact]
    public void Half_a_pixel_of_colour_counts_as_one()
    {
        var odd = VpxProbe.KeyFrame.ToArray();
        odd[6]--;
        odd[8]--;

        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(odd, out var picture));

        Assert.Equal((19, 27), (picture.Width, picture.Height));
        Assert.Equal((13 * picture.UStride) + 10, picture.U.Length);
    }

    [Theory]
    [InlineData(1921, 1088, Vp8DecoderResult.TooLarge)]
    [InlineData(16_383, 16_383, Vp8DecoderResult.TooLarge)]
    [InlineData(16_383, 128, Vp8DecoderResult.TooLarge)]
    [InlineData(0, 1080, Vp8DecoderResult.Malformed)]
    [InlineData(1920, 0, Vp8DecoderResult.Malformed)]
    public void A_header_that_asks_for_too_much_is_refused_before_memory_is_taken(int width, int height, Vp8DecoderResult result)
    {
        var bomb = WithSize(width, height);
        var before = Environment.WorkingSet;

        Assert.Equal(result, _decoder.Decode(bomb, out _));

        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 64 << 20);
    }

    [Theory]
    [InlineData(1088, 1920)]
    [InlineData(1920, 1080)]
    [InlineData(1280, 960)]
    public void The_limit_is_of_pixels_in_either_direction(int width, int height) =>
        Assert.NotEqual(Vp8DecoderResult.TooLarge, _decoder.Decode(WithSize(width, height), out _));

    [Fact]
    public void A_frame_for_reference_only_shows_nothing()
    {
        var hidden = VpxProbe.KeyFrame.ToArray();
        hidden[0] &= 0xEF;

        Assert.Equal(Vp8DecoderResult.NoPicture, _decoder.Decode(hidden, out _));
    }

    [Fact]
    public void The_bits_for_scaling_do_not_count_as_size()
    {
        var frame = VpxProbe.KeyFrame.ToArray();
        frame[7] |= 0x40;
        frame[9] |= 0x80;

        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(frame, out var picture));
        Assert.Equal((VpxProbe.Width, VpxProbe.Height), (picture.Width, picture.Height));
    }

    [Fact]
    public void Without_a_key_frame_there_is_nothing_to_build_on() =>
        Assert.Equal(Vp8DecoderResult.NeedsKeyFrame, _decoder.Decode([0x31, 0, 0, 1, 2, 3], out _));

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("9003009d012a1400")]
    [InlineData("9003009d012b14001c003f0d6eb3502c2625")]
    public void What_is_no_frame_is_malformed(string frame) =>
        Assert.Equal(Vp8DecoderResult.Malformed, _decoder.Decode(Convert.FromHexString(frame), out _));

    [Fact]
    public void After_a_broken_frame_only_a_key_frame_helps()
    {
        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(VpxProbe.KeyFrame, out _));
        Assert.Equal(Vp8DecoderResult.Malformed, _decoder.Decode(VpxProbe.KeyFrame.AsSpan(0, 12), out _));
        Assert.Equal(Vp8DecoderResult.NeedsKeyFrame, _decoder.Decode([0x31, 0, 0, 1, 2, 3], out _));
        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(VpxProbe.KeyFrame, out _));
    }

    [Fact]
    public void Whatever_is_received_there_is_an_answer_and_the_next_key_frame_is_right()
    {
        var random = new SeededRandom(8);
        for (var i = 0; i < 5000; i++)
        {
            var frame = (i % 2 == 0 ? VpxProbe.KeyFrame : Convert.FromHexString(Columns)).ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                frame[random.Next(0, frame.Length)] = (byte)random.Next(0, 256);
            }

            _decoder.Decode(frame.AsSpan(0, random.Next(0, frame.Length + 1)), out _);
        }

        Assert.Equal(Vp8DecoderResult.Picture, _decoder.Decode(VpxProbe.KeyFrame, out var picture));
        Assert.Equal((93, 103), (picture.Y[0], picture.Y[^1]));
    }

    private static byte[] WithSize(int width, int height)
    {
        var frame = VpxProbe.KeyFrame.ToArray();
        (frame[6], frame[7]) = ((byte)(width & 0xFF), (byte)(width >> 8));
        (frame[8], frame[9]) = ((byte)(height & 0xFF), (byte)(height >> 8));
        return frame;
    }
}
