using Actors.Vision.Faces;

namespace Actors.Vision.Quality;

/// <summary>
/// Measures the background: everything except heads with hair, and what is below them as wide as shoulders. Reuses its
/// buffer; not thread-safe.
/// </summary>
internal sealed class BackgroundMeasures
{
    /// <summary>
    /// The least step of luma between neighbouring cells that counts as an edge, in parts of the range from black to the
    /// bright parts of the picture. So a room has the same edges in daylight and in lamplight.
    /// </summary>
    private const float EdgePart = 0.065f;

    /// <summary>Smaller steps are noise, even in a dark picture.</summary>
    private const float MinEdgeStep = 2.5f;

    /// <summary>The least part of the picture that the background must have to be measured.</summary>
    private const float MinPart = 0.05f;

    private bool[] _isPerson = [];

    /// <summary>
    /// Returns the standard deviation of luma in parts of the range, and the part of the cells that lie on an edge; zeros if
    /// the background is too small.
    /// </summary>
    /// <param name="grid">The picture.</param>
    /// <param name="faces">The faces in the picture.</param>
    /// <param name="range">The luma of the bright parts of the picture, above black.</param>
    public (float Spread, float Edges) Measure(LumaGrid grid, ReadOnlySpan<Face> faces, float range)
    {
        MarkPeople(grid, faces);
        var step = MathF.Max(MinEdgeStep, EdgePart * range);
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

        if (count < MinPart * grid.Width * grid.Height)
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

    /// <summary>Whether a step to the right or down is an edge. Steps to a person do not count.</summary>
    private bool IsEdge(LumaGrid grid, int x, int y, float luma, float step) =>
        (x + 1 < grid.Width && !_isPerson[(y * grid.Width) + x + 1] && MathF.Abs(grid[x + 1, y] - luma) >= step)
        || (y + 1 < grid.Height && !_isPerson[((y + 1) * grid.Width) + x] && MathF.Abs(grid[x, y + 1] - luma) >= step);
}
