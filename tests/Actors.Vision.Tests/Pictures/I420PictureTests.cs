using Actors.Vision.Pictures;

namespace Actors.Vision.Tests.Pictures;

public sealed class I420PictureTests
{
    [Theory]
    [InlineData(4, 2, 12)]
    [InlineData(5, 3, 27)]
    [InlineData(1, 1, 3)]
    public void Colour_has_half_of_both_resolutions_rounded_up(int width, int height, int length)
    {
        var picture = I420Picture.FromPacked(new byte[length], width, height);
        Assert.Equal((width + 1) / 2, picture.U.Width);
        Assert.Equal((height + 1) / 2, picture.V.Height);
    }

    [Theory]
    [InlineData(4, 2, 11)]
    [InlineData(4, 2, 13)]
    [InlineData(0, 2, 0)]
    [InlineData(100_000, 100_000, 0)]
    public void Other_lengths_are_refused(int width, int height, int length) =>
        Assert.Throws<ArgumentException>(() => _ = I420Picture.FromPacked(new byte[length], width, height));

    [Fact]
    public void Planes_that_do_not_belong_together_are_refused() => Assert.Throws<ArgumentException>(() =>
    {
        var luma = new PicturePlane(new byte[16], 4, 4, 4);
        var colour = new PicturePlane(new byte[4], 2, 2, 2);
        _ = new I420Picture(luma, colour, new PicturePlane(new byte[4], 2, 2, 1));
    });
}
