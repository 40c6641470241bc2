using Actors.Vision.Pictures;

namespace Actors.Vision.Tests.Pictures;

public sealed class PicturePlaneTests
{
    [Theory]
    [InlineData(11, 5, 4, 3, false)]
    [InlineData(14, 5, 4, 3, true)]
    [InlineData(100, 3, 4, 3, false)]
    [InlineData(100, -5, 4, 3, false)]
    [InlineData(100, 4, 0, 3, false)]
    [InlineData(100, 4, 4, 0, false)]
    [InlineData(100, 4, 4, -1, false)]
    [InlineData(100, int.MaxValue, 4, 8192, false)]
    [InlineData(9000, 9000, 8193, 1, false)]
    [InlineData(9000, 9000, 8192, 1, true)]
    public void Rows_must_fit_into_the_samples(int length, int stride, int width, int height, bool fits)
    {
        void Make() => _ = new PicturePlane(new byte[length], stride, width, height);
        if (fits)
        {
            Make();
        }
        else
        {
            Assert.Throws<ArgumentException>(Make);
        }
    }

    [Fact]
    public void A_row_leaves_out_what_lies_between_rows()
    {
        var plane = new PicturePlane([1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9], 4, 3, 3);
        Assert.Equal([4, 5, 6], plane.Row(1).ToArray());
        Assert.Equal([7, 8, 9], plane.Row(2).ToArray());
    }
}
