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
