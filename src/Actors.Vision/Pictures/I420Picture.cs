namespace Actors.Vision.Pictures;

/// <summary>
/// A picture as a video decoder hands it out: luma, and the two colour differences at half of both resolutions, rounded
/// up; BT.601, luma 16–235. It borrows its samples and is gone when the decoder goes on.
/// </summary>
public readonly ref struct I420Picture
{
    /// <exception cref="ArgumentException">The colour planes do not belong to the luma plane.</exception>
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

    /// <summary>Pixels from left to right.</summary>
    public int Width => Y.Width;

    /// <summary>Pixels from top to bottom.</summary>
    public int Height => Y.Height;

    /// <summary>The three planes one after another without gaps, as ffmpeg and files have them.</summary>
    /// <exception cref="ArgumentException">There are not as many bytes as the size asks for.</exception>
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
