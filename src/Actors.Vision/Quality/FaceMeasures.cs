namespace Actors.Vision.Quality;

/// <summary>Measures of the cells of a face.</summary>
internal static class FaceMeasures
{
    /// <summary>The mean luma; <c>null</c> if the face lies outside the picture.</summary>
    public static float? Luma(LumaGrid grid, CellRange face)
    {
        if (face.IsEmpty)
        {
            return null;
        }

        var sum = 0f;
        for (var y = face.Top; y < face.Bottom; y++)
        {
            for (var x = face.Left; x < face.Right; x++)
            {
                sum += grid[x, y];
            }
        }

        return sum / ((face.Right - face.Left) * (face.Bottom - face.Top));
    }

    /// <summary>
    /// The variance of the Laplacian (Pech-Pacheco et al. 2000); <c>null</c> if too little of the face lies in the picture.
    /// </summary>
    public static float? Sharpness(LumaGrid grid, CellRange face)
    {
        var (left, right) = (Math.Max(face.Left, 1), Math.Min(face.Right, grid.Width - 1));
        var (top, bottom) = (Math.Max(face.Top, 1), Math.Min(face.Bottom, grid.Height - 1));
        if (right <= left || bottom <= top)
        {
            return null;
        }

        var (sum, squares) = (0.0, 0.0);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var laplacian = grid[x - 1, y] + grid[x + 1, y] + grid[x, y - 1] + grid[x, y + 1] - (4 * grid[x, y]);
                sum += laplacian;
                squares += laplacian * laplacian;
            }
        }

        var count = (right - left) * (bottom - top);
        var mean = sum / count;
        return (float)Math.Max(0, (squares / count) - (mean * mean));
    }
}
