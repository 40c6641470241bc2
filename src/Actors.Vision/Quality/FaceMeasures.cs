using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Quality;

/// <summary>Measures of a face.</summary>
internal static class FaceMeasures
{
    /// <summary>The radius around a point in which its tint is measured, in parts of the width of the face.</summary>
    private const float TintRadius = 0.07f;

    /// <summary>The least tint of skin by which a face can be compared.</summary>
    private const float MinTint = 24;

    /// <summary>The mean luma; <c>null</c> if the face lies outside the picture.</summary>
    public static float? Luma(LumaGrid grid, CellRange face) =>
        face.IsEmpty ? null : grid.Mean(face.Left, face.Top, face.Right, face.Bottom);

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

    /// <summary>
    /// How much nose and mouth have the tint of skin, in parts of the tint of forehead and eyes: about 1 for a bare face,
    /// about 0 or less under a mask. The better of the two counts, so that neither a beard nor a red nose hides a face.
    /// <c>null</c> if there is no tint of skin to compare with: in coloured light, or without colour.
    /// </summary>
    public static float? Bareness(in I420Picture picture, in Face face)
    {
        var points = face.Keypoints;
        var eyes = PicturePoint.Between(points.LeftEye, points.RightEye);
        var forehead = new PicturePoint(eyes.X + ((eyes.X - points.Mouth.X) / 2), eyes.Y + ((eyes.Y - points.Mouth.Y) / 2));
        var radius = TintRadius * face.Box.Width;
        return Larger(Tint(picture, eyes, radius), Tint(picture, forehead, radius)) is >= MinTint and var skin
            ? Larger(Tint(picture, points.Nose, radius), Tint(picture, points.Mouth, radius)) / skin
            : null;
    }

    private static float? Larger(float? one, float? other) =>
        one is { } first && other is { } second ? MathF.Max(first, second) : one ?? other;

    /// <summary>The mean of red minus blue difference in a square; <c>null</c> if it lies outside the picture.</summary>
    private static float? Tint(in I420Picture picture, PicturePoint middle, float radius)
    {
        var (left, right) = (Sample(middle.X - radius, picture.U.Width), Sample(middle.X + radius, picture.U.Width));
        var (top, bottom) = (Sample(middle.Y - radius, picture.U.Height), Sample(middle.Y + radius, picture.U.Height));
        var sum = 0;
        for (var y = top; y < bottom; y++)
        {
            var blue = picture.U.Row(y);
            var red = picture.V.Row(y);
            for (var x = left; x < right; x++)
            {
                sum += red[x] - blue[x];
            }
        }

        var count = (right - left) * (bottom - top);
        return count > 0 ? (float)sum / count : null;
    }

    private static int Sample(float pixel, int end) => (int)Math.Clamp(MathF.Round(pixel / 2), 0, end);
}
