using Actors.Vision.Faces;

namespace Actors.Vision.Quality;

/// <summary>
/// Measures of what is beside and above the people: heads with hair and all below them, as wide as shoulders, are left out.
/// Keeps its buffer. For one thread.
/// </summary>
internal sealed class BackgroundMeasures
{
    /// <summary>
    /// A step of luma from one cell to the next, right or down, that counts as an edge: this part of the way from black to the
    /// bright parts of the picture. The same room has the same edges by day and by lamp.
    /// </summary>
    private const float EdgePart = 0.065f;

    /// <summary>A smaller step is noise, however dark it is.</summary>
    private const float LeastEdgeStep = 2.5f;

    /// <summary>Less than this part of the picture beside the people is nothing to see a room by.</summary>
    private const float LeastPart = 0.05f;

    private bool[] _isPerson = [];

    /// <summary>
    /// Standard deviation of luma, in parts of the range; and the part of the cells that lie on an edge.
    /// </summary>
    /// <param name="grid">The picture.</param>
    /// <param name="faces">The people.</param>
    /// <param name="range">Luma from black to the bright parts of the picture.</param>
    public (float Spread, float Edges) Measure(LumaGrid grid, ReadOnlySpan<Face> faces, float range)
    {
        MarkPeople(grid, faces);
        var step = MathF.Max(LeastEdgeStep, EdgePart * range);
        var (count, edges) = (0, 0);
        var (sum, squares) = (0.0, 0.0);
        for (var y = 0; y < grid.Height; y++)
        {
            for (var x = 0; x < grid.Width; x++)
            {
                if (_isPerson[(y * grid.Width) + x])
                {
                    continue;
                }

                var luma = grid[x, y];
                count++;
                sum += luma;
                squares += luma * luma;
                edges += IsEdge(grid, x, y, luma, step) ? 1 : 0;
            }
        }

        if (count < LeastPart * grid.Width * grid.Height)
        {
            return (0, 0);
        }

        var mean = sum / count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        return ((float)deviation / MathF.Max(1, range), (float)edges / count);
    }

    private void MarkPeople(LumaGrid grid, ReadOnlySpan<Face> faces)
    {
        var cells = grid.Width * grid.Height;
        if (_isPerson.Length < cells)
        {
            _isPerson = new bool[cells];
        }

        Array.Clear(_isPerson);
        foreach (ref readonly var face in faces)
        {
            Mark(grid, CellRange.OfHead(grid, face.Box));
            Mark(grid, CellRange.OfBody(grid, face.Box));
        }
    }

    private void Mark(LumaGrid grid, CellRange range)
    {
        if (range.IsEmpty)
        {
            return;
        }

        for (var y = range.Top; y < range.Bottom; y++)
        {
            _isPerson.AsSpan((y * grid.Width) + range.Left, range.Right - range.Left).Fill(true);
        }
    }

    /// <summary>An edge between a person and the room belongs to the person.</summary>
    private bool IsEdge(LumaGrid grid, int x, int y, float luma, float step) =>
        (x + 1 < grid.Width && !_isPerson[(y * grid.Width) + x + 1] && MathF.Abs(grid[x + 1, y] - luma) >= step)
        || (y + 1 < grid.Height && !_isPerson[((y + 1) * grid.Width) + x] && MathF.Abs(grid[x, y + 1] - luma) >= step);
}
