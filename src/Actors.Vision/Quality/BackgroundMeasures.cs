using Actors.Vision.Faces;

namespace Actors.Vision.Quality;

/// <summary>
/// Measures the background: everything except heads with hair, and what is below them as wide as shoulders. Works on large
/// cells, in which the noise of a camera disappears. Reuses its buffers; not thread-safe.
/// </summary>
internal sealed class BackgroundMeasures
{
    /// <summary>
    /// The least step of luma between neighbouring cells that counts as an edge, in parts of the range from black to the
    /// bright parts of the picture. So a room has the same edges in daylight and in lamplight.
    /// </summary>
    private const float EdgePart = 0.05f;

    /// <summary>Smaller steps are noise, even in a dark picture.</summary>
    private const float MinEdgeStep = 2.5f;

    /// <summary>The least part of the picture that the background must have to be measured.</summary>
    private const float MinPart = 0.05f;

    private readonly LumaGrid _grid = new();
    private bool[] _isPerson = [];

    /// <summary>
    /// Returns the standard deviation of luma in parts of the range, and the length of edges in widths of the face; zeros if
    /// the background is too small. Unlike the part of the background that lies on an edge, that length does not depend on
    /// how much of a plain wall the shape of the picture adds.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="faces">The faces in the picture.</param>
    /// <param name="faceWidth">The width of the largest face in cells of the picture; 0 if there is none.</param>
    /// <param name="range">The luma of the bright parts of the picture, above black.</param>
    public (float Spread, float Edges) Measure(LumaGrid picture, ReadOnlySpan<Face> faces, float faceWidth, float range)
    {
        var grid = _grid;
        grid.Load(picture, Limits.BackgroundCell);
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
        var length = faceWidth > 0 ? edges * Limits.BackgroundCell / faceWidth : 0;
        return ((float)deviation / MathF.Max(1, range), length);
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
