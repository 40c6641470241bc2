namespace Actors.Vision.Pictures;

/// <summary>
/// A picture as a video decoder returns it: luma, and two colour differences at half the width and height, rounded up;
/// BT.601, luma from 16 to 235. It borrows its samples and is valid until the decoder decodes the next picture.
/// </summary>
public readonly ref struct I420Picture
{
    /// <exception cref="ArgumentException">The sizes of the colour planes do not fit the luma plane.</exception>
    public I420Picture(PicturePlane y, PicturePlane u, PicturePlane v)
    {
        var (width, height) = (HalfOf(y.Width), HalfOf(y.Height));
        if (u.Width != width || v.Width != width || u.Height != height || v.Height != height)
        {
            throw new ArgumentException(
                $"A picture of {y.Width} × {y.Height} has colour planes of {width} × {height}, "
                + $"not {u.Width} × {u.Height} and {v.Width} × {v.Height}.");
        }

        Y = y;
        U = u;
        V = v;
    }

    /// <summary>Luma.</summary>
    public PicturePlane Y { get; }

    /// <summary>Blue difference.</summary>
    public PicturePlane U { get; }

    /// <summary>Red difference.</summary>
    public PicturePlane V { get; }

    /// <summary>Width in pixels.</summary>
    public int Width => Y.Width;

    /// <summary>Height in pixels.</summary>
    public int Height => Y.Height;

    /// <summary>Reads three planes that follow each other without gaps, the layout of ffmpeg's yuv420p.</summary>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size, or a side is out of range.</exception>
    public static I420Picture FromPacked(ReadOnlySpan<byte> bytes, int width, int height)
    {
        if (width is < 1 or > Limits.PictureSide || height is < 1 or > Limits.PictureSide)
        {
            throw new ArgumentException($"A picture of {width} × {height}; sides are 1 to {Limits.PictureSide}.");
        }

        var (halfWidth, halfHeight) = (HalfOf(width), HalfOf(height));
        var (luma, colour) = (width * height, halfWidth * halfHeight);
        if (bytes.Length != luma + (2 * colour))
        {
            throw new ArgumentException($"A picture of {width} × {height} has {luma + (2 * colour)} bytes, not {bytes.Length}.");
        }

        return new(
            new(bytes[..luma], width, width, height),
            new(bytes.Slice(luma, colour), halfWidth, halfWidth, halfHeight),
            new(bytes.Slice(luma + colour, colour), halfWidth, halfWidth, halfHeight));
    }

    private static int HalfOf(int samples) => (samples + 1) / 2;
}

/// <summary>One plane of a picture: rows of 8-bit samples, with or without a gap between rows.</summary>
public readonly ref struct PicturePlane
{
    /// <param name="samples">The samples, starting with the first; may be longer than needed.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="width">Samples of a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentException">The rows do not fit into the samples, or a side is out of range.</exception>
    public PicturePlane(ReadOnlySpan<byte> samples, int stride, int width, int height)
    {
        if (width is < 1 or > Limits.PictureSide || height is < 1 or > Limits.PictureSide)
        {
            throw new ArgumentException($"A plane of {width} × {height}; sides are 1 to {Limits.PictureSide}.");
        }

        if (stride < width || samples.Length < (((long)height - 1) * stride) + width)
        {
            throw new ArgumentException(
                $"{height} rows of {width} samples, {stride} bytes apart, do not fit into {samples.Length} bytes.");
        }

        Samples = samples;
        Stride = stride;
        Width = width;
        Height = height;
    }

    /// <summary>The samples, starting with the first.</summary>
    public ReadOnlySpan<byte> Samples { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Samples of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>One row, without the gap after it.</summary>
    public ReadOnlySpan<byte> Row(int y) => Samples.Slice(y * Stride, Width);
}

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
