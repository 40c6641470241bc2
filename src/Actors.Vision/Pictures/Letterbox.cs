namespace Actors.Vision.Pictures;

/// <summary>Where a picture lies in the square input of a model: centred and as large as fits.</summary>
/// <param name="Left">Cells to the left of the picture.</param>
/// <param name="Top">Cells above the picture.</param>
/// <param name="Width">Width of the picture in cells.</param>
/// <param name="Height">Height of the picture in cells.</param>
/// <param name="ScaleX">Pixels of the picture per cell, horizontally.</param>
/// <param name="ScaleY">Pixels of the picture per cell, vertically.</param>
internal readonly record struct Letterbox(int Left, int Top, int Width, int Height, float ScaleX, float ScaleY)
{
    /// <summary>Fits a picture into a square.</summary>
    public static Letterbox Fit(int pictureWidth, int pictureHeight, int side)
    {
        var scale = (double)side / Math.Max(pictureWidth, pictureHeight);
        var width = Math.Clamp((int)Math.Round(pictureWidth * scale), 1, side);
        var height = Math.Clamp((int)Math.Round(pictureHeight * scale), 1, side);
        return new(
            (side - width) / 2, (side - height) / 2, width, height, (float)pictureWidth / width, (float)pictureHeight / height);
    }

    /// <summary>Converts cells of the square to pixels of the picture.</summary>
    public float ToPictureX(float x) => (x - Left) * ScaleX;

    /// <inheritdoc cref="ToPictureX"/>
    public float ToPictureY(float y) => (y - Top) * ScaleY;
}
