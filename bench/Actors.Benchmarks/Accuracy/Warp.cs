namespace Actors.Benchmarks.Accuracy;

/// <summary>Redraws pictures of the gallery with a turned head or as a turned sheet.</summary>
internal static class Warp
{
    private const int Grey = 128;
    private const double MaxBehind = 0.84;

    /// <summary>
    /// Draws the face on an egg and turns the egg, as in the films of <c>tests/media</c>. The side that appears from behind is
    /// smeared.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="head">The middle of the head and half of its width and height, in pixels.</param>
    /// <param name="degrees">The angle; positive turns to the right of the picture.</param>
    public static byte[] TurnHead(byte[] picture, (double X, double Y, double HalfWidth, double HalfHeight) head, double degrees)
    {
        var angle = double.DegreesToRadians(degrees);
        return Draw(picture, (x, y) =>
        {
            var (u, v) = ((x - head.X) / head.HalfWidth, (y - head.Y) / head.HalfHeight);
            var depth = 1 - (u * u) - (v * v);
            if (depth <= 0)
            {
                return (x, y);
            }

            var edge = MaxBehind * Math.Sqrt(1 - (v * v));
            var from = Math.Clamp((u * Math.Cos(angle)) - (Math.Sqrt(depth) * Math.Sin(angle)), -edge, edge);
            return (head.X + (head.HalfWidth * from), y);
        });
    }

    /// <summary>Turns the picture as a sheet of paper about its vertical axis, seen from a distance of 1.5 widths.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="degrees">The angle; positive moves the right edge away.</param>
    public static byte[] TurnSheet(byte[] picture, double degrees)
    {
        const double distance = 1.5 * Gallery.Width;
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        return Draw(picture, (x, y) =>
        {
            var (across, down) = (x - (Gallery.Width / 2.0), y - (Gallery.Height / 2.0));
            var onSheet = across * distance / ((distance * cosine) - (across * sine));
            var scale = (distance + (onSheet * sine)) / distance;
            return (onSheet + (Gallery.Width / 2.0), (down * scale) + (Gallery.Height / 2.0));
        });
    }

    private static byte[] Draw(byte[] picture, Func<double, double, (double X, double Y)> source)
    {
        var drawn = new byte[picture.Length];
        const int luma = Gallery.Width * Gallery.Height;
        DrawPlane(picture.AsSpan(0, luma), drawn.AsSpan(0, luma), 1, 16, source);
        DrawPlane(picture.AsSpan(luma, luma / 4), drawn.AsSpan(luma, luma / 4), 2, Grey, source);
        DrawPlane(picture.AsSpan(luma * 5 / 4), drawn.AsSpan(luma * 5 / 4), 2, Grey, source);
        return drawn;
    }

    /// <summary>Draws a plane with bilinear interpolation; points outside the source get the background.</summary>
    private static void DrawPlane(
        ReadOnlySpan<byte> from, Span<byte> to, int step, byte background, Func<double, double, (double X, double Y)> source)
    {
        var (width, height) = (Gallery.Width / step, Gallery.Height / step);
        for (var at = 0; at < to.Length; at++)
        {
            var (x, y) = source(at % width * step, at / width * step);
            var (left, top) = ((int)Math.Floor(x / step), (int)Math.Floor(y / step));
            if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1)
            {
                to[at] = background;
                continue;
            }

            var (right, down) = ((x / step) - left, (y / step) - top);
            var first = (top * width) + left;
            var upper = (from[first] * (1 - right)) + (from[first + 1] * right);
            var lower = (from[first + width] * (1 - right)) + (from[first + width + 1] * right);
            to[at] = (byte)Math.Round((upper * (1 - down)) + (lower * down));
        }
    }
}
