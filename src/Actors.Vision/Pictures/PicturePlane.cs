namespace Actors.Vision.Pictures;

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
