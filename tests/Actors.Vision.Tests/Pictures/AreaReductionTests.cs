using Actors.Vision.Pictures;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Vision.Tests.Pictures;

public sealed class AreaReductionTests
{
    [Fact]
    public void A_cell_is_the_mean_of_what_lies_under_it()
    {
        byte[] samples = [10, 20, 30, 40, 50, 60, 70, 80];
        var cells = new float[2];
        new AreaReduction().Reduce(new(samples, 4, 4, 2), 2, 1, cells);
        Assert.Equal([35, 55], cells);
    }

    [Fact]
    public void Samples_repeat_when_there_are_fewer_than_cells()
    {
        var cells = new float[8];
        new AreaReduction().Reduce(new([10, 20], 2, 2, 1), 4, 2, cells);
        Assert.Equal([10, 10, 20, 20, 10, 10, 20, 20], cells);
    }

    [Fact]
    public void White_stays_white_in_the_largest_picture()
    {
        var samples = new byte[Limits.PictureSide * 64];
        samples.AsSpan().Fill(255);
        var cells = new float[128];
        new AreaReduction().Reduce(new(samples, 64, 64, Limits.PictureSide), 1, 128, cells);
        Assert.All(cells, cell => Assert.Equal(255, cell));
    }

    [Fact]
    public void What_lies_between_rows_does_not_matter_and_the_mean_stays() => Prop.ForAll(
        Gen.Choose(1, 90).Four().ToArbitrary(), sizes =>
        {
            var (width, height, cellWidth, cellHeight) = sizes;
            var random = new Random(HashCode.Combine(width, height));
            var tight = new byte[width * height];
            random.NextBytes(tight);
            var wide = new byte[(width + 7) * height];
            random.NextBytes(wide);
            for (var y = 0; y < height; y++)
            {
                tight.AsSpan(y * width, width).CopyTo(wide.AsSpan(y * (width + 7)));
            }

            var (first, second) = (new float[cellWidth * cellHeight], new float[cellWidth * cellHeight]);
            var reduction = new AreaReduction();
            reduction.Reduce(new(tight, width, width, height), cellWidth, cellHeight, first);
            reduction.Reduce(new(wide, width + 7, width, height), cellWidth, cellHeight, second);
            var isEven = width % cellWidth == 0 && height % cellHeight == 0;
            return first.SequenceEqual(second)
                && first.All(cell => cell >= tight.Min() && cell <= tight.Max())
                && (!isEven || Math.Abs(first.Average() - tight.Average(sample => (double)sample)) < 0.01);
        }).QuickCheckThrowOnFailure();
}
