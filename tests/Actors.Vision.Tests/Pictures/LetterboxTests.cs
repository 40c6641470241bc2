using Actors.Vision.Pictures;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Vision.Tests.Pictures;

public sealed class LetterboxTests
{
    [Theory]
    [InlineData(640, 480, 0, 16, 128, 96)]
    [InlineData(480, 640, 16, 0, 96, 128)]
    [InlineData(128, 128, 0, 0, 128, 128)]
    [InlineData(1280, 720, 0, 28, 128, 72)]
    [InlineData(64, 32, 0, 32, 128, 64)]
    [InlineData(8000, 1, 0, 63, 128, 1)]
    public void A_picture_is_as_large_as_fits_and_in_the_middle(
        int width, int height, int left, int top, int cellsWide, int cellsHigh)
    {
        var box = Letterbox.Fit(width, height, 128);
        Assert.Equal((left, top, cellsWide, cellsHigh), (box.Left, box.Top, box.Width, box.Height));
    }

    [Fact]
    public void Its_corners_are_those_of_the_picture() => Prop.ForAll(Gen.Choose(1, 8192).Two().ToArbitrary(), size =>
    {
        var (width, height) = size;
        var box = Letterbox.Fit(width, height, 128);
        return box.ToPictureX(box.Left) == 0 && box.ToPictureY(box.Top) == 0
            && Math.Abs(box.ToPictureX(box.Left + box.Width) - width) < 0.01
            && Math.Abs(box.ToPictureY(box.Top + box.Height) - height) < 0.01
            && box.Left >= 0 && box.Left + box.Width <= 128 && box.Top >= 0 && box.Top + box.Height <= 128;
    }).QuickCheckThrowOnFailure();
}
