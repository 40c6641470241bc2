using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Quality;

/// <summary>The luma of a picture on a small grid. Reuses its buffers; not thread-safe.</summary>
internal sealed class LumaGrid
{
    private readonly AreaReduction _reduction = new();
    private float[] _cells = [];

    /// <summary>Cells per row.</summary>
    public int Width { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Height { get; private set; }

    /// <summary>Cells per pixel of the picture, horizontally and vertically.</summary>
    public (float X, float Y) Scale { get; private set; }

    /// <summary>The cells, row by row.</summary>
    public ReadOnlySpan<float> Cells => _cells.AsSpan(0, Width * Height);

    public float this[int x, int y] => _cells[(y * Width) + x];

    /// <summary>Loads the luma of a picture. A picture smaller than the grid keeps its size.</summary>
    public void Load(PicturePlane luma)
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

    /// <summary>Loads a finer grid: one cell for so many of its cells in each direction. Ignores those left over.</summary>
    public void Load(LumaGrid finer, int cells)
    {
        Width = Math.Max(1, finer.Width / cells);
        Height = Math.Max(1, finer.Height / cells);
        Scale = (finer.Scale.X / cells, finer.Scale.Y / cells);
        if (_cells.Length < Width * Height)
        {
            _cells = new float[Width * Height];
        }

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                _cells[(y * Width) + x] = finer.Mean(
                    x * cells, y * cells, Math.Min((x + 1) * cells, finer.Width), Math.Min((y + 1) * cells, finer.Height));
            }
        }
    }

    /// <summary>The mean of a rectangle of cells; the ends are exclusive.</summary>
    public float Mean(int left, int top, int right, int bottom)
    {
        var sum = 0f;
        for (var y = top; y < bottom; y++)
        {
            foreach (var cell in _cells.AsSpan((y * Width) + left, right - left))
            {
                sum += cell;
            }
        }

        return sum / ((right - left) * (bottom - top));
    }

    /// <summary>The mean difference from another grid; <c>null</c> if the sizes differ.</summary>
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

/// <summary>A rectangle of cells; <c>Right</c> and <c>Bottom</c> are exclusive.</summary>
internal readonly record struct CellRange(int Left, int Top, int Right, int Bottom)
{
    // How far a person extends beyond the face, in parts of the face: hair and ears around it, shoulders and chest below.
    private const float HeadBeside = 0.35f;
    private const float HeadAbove = 0.6f;
    private const float BodyBeside = 1.1f;

    /// <summary>Whether the rectangle has no cells.</summary>
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>The part of a face that lies in the picture.</summary>
    public static CellRange OfFace(LumaGrid grid, in FaceBox box) => From(grid, box.Left, box.Top, box.Right, box.Bottom);

    /// <summary>The head with its hair.</summary>
    public static CellRange OfHead(LumaGrid grid, in FaceBox box) => From(
        grid,
        box.Left - (HeadBeside * box.Width),
        box.Top - (HeadAbove * box.Height),
        box.Right + (HeadBeside * box.Width),
        box.Bottom);

    /// <summary>Everything below the middle of the face, as wide as shoulders.</summary>
    public static CellRange OfBody(LumaGrid grid, in FaceBox box) => From(
        grid,
        box.Left - (BodyBeside * box.Width),
        box.Centre.Y,
        box.Right + (BodyBeside * box.Width),
        float.MaxValue);

    private static CellRange From(LumaGrid grid, float left, float top, float right, float bottom)
    {
        var (scaleX, scaleY) = grid.Scale;
        return new(
            Cell(left * scaleX, grid.Width), Cell(top * scaleY, grid.Height),
            Cell(right * scaleX, grid.Width), Cell(bottom * scaleY, grid.Height));
    }

    private static int Cell(float position, int end) => (int)Math.Clamp(MathF.Round(position), 0, end);
}
