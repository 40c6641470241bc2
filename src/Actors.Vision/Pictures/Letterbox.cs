namespace Actors.Vision.Pictures;

/// <summary>Where a picture lies in the square that a model sees: as large as fits, in the middle.</summary>
/// <param name="Left">Cells of the square to the left of the picture.</param>
/// <param name="Top">Cells above it.</param>
/// <param name="Width">Cells that the picture is wide.</param>
/// <param name="Height">Cells that it is high.</param>
/// <param name="ScaleX">Pixels of the picture in the width of a cell.</param>
/// <param name="ScaleY">Pixels of the picture in the height of a cell.</param>
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

    /// <summary>From cells of the square to pixels of the picture.</summary>
    public float ToPictureX(float x) => (x - Left) * ScaleX;

    /// <inheritdoc cref="ToPictureX"/>
    public float ToPictureY(float y) => (y - Top) * ScaleY;
}
