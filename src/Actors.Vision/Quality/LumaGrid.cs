using Actors.Vision.Pictures;

namespace Actors.Vision.Quality;

/// <summary>The luma of a picture on a small grid. Keeps its buffers. For one thread.</summary>
internal sealed class LumaGrid
{
    private readonly AreaReduction _reduction = new();
    private float[] _cells = [];

    /// <summary>Cells of a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Cells in the width of a pixel of the picture, and in its height.</summary>
    public (float X, float Y) Scale { get; private set; }

    /// <summary>Row after row.</summary>
    public ReadOnlySpan<float> Cells => _cells.AsSpan(0, Width * Height);

    public float this[int x, int y] => _cells[(y * Width) + x];

    /// <summary>Takes the luma of a picture; a picture smaller than the grid is taken as it is.</summary>
    public void Take(PicturePlane luma)
    {
        var longer = Math.Max(luma.Width, luma.Height);
        var side = Math.Min(longer, Limits.QualityGridSide);
        Width = Math.Max(1, luma.Width * side / longer);
        Height = Math.Max(1, luma.Height * side / longer);
        Scale = ((float)Width / luma.Width, (float)Height / luma.Height);
        if (_cells.Length < Width * Height)
        {
            _cells = new float[Width * Height];
        }

        _reduction.Reduce(luma, Width, Height, _cells);
    }

    /// <summary>The mean difference to a grid of the same size; null: it has another one.</summary>
    public float? DifferenceTo(LumaGrid other)
    {
        if ((Width, Height) != (other.Width, other.Height))
        {
            return null;
        }

        var here = Cells;
        var there = other.Cells;
        var sum = 0f;
        for (var cell = 0; cell < here.Length; cell++)
        {
            sum += MathF.Abs(here[cell] - there[cell]);
        }

        return sum / here.Length;
    }
}
