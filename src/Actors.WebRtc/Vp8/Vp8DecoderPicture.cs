namespace Actors.WebRtc.Vp8;

/// <summary>
/// A decoded picture where the decoder keeps it (I420: luma, then the two colour differences at half of both resolutions,
/// rounded up). It is gone with the next frame and with the decoder.
/// </summary>
public readonly ref struct Vp8DecoderPicture
{
    internal Vp8DecoderPicture(int width, int height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>Luma, line after line; the last line ends with its last pixel.</summary>
    public ReadOnlySpan<byte> Y { get; internal init; }

    /// <summary>Bytes from the start of a line of luma to the start of the next.</summary>
    public int YStride { get; internal init; }

    /// <summary>Blue difference.</summary>
    public ReadOnlySpan<byte> U { get; internal init; }

    /// <summary>Bytes from the start of a line of the blue difference to the start of the next.</summary>
    public int UStride { get; internal init; }

    /// <summary>Red difference.</summary>
    public ReadOnlySpan<byte> V { get; internal init; }

    /// <summary>Bytes from the start of a line of the red difference to the start of the next.</summary>
    public int VStride { get; internal init; }
}
