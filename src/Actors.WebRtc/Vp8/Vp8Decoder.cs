using Actors.WebRtc.Native;

namespace Actors.WebRtc.Vp8;

/// <summary>The result of decoding a frame.</summary>
public enum Vp8DecoderResult
{
    /// <summary>There is a picture.</summary>
    Picture,

    /// <summary>
    /// The frame only serves as a reference and shows nothing (RFC 6386, section 9.1, <c>show_frame</c>).
    /// </summary>
    NoPicture,

    /// <summary>The frame needs a reference that the decoder lacks: ask for a key frame.</summary>
    NeedsKeyFrame,

    /// <summary>The frame is broken or not VP8: ask for a key frame.</summary>
    Malformed,

    /// <summary>The frame has more pixels than allowed and was not decoded.</summary>
    TooLarge,
}

/// <summary>
/// A decoded picture in the decoder's memory (I420: luma, then the two colour differences at half of both resolutions,
/// rounded up). Valid until the next frame.
/// </summary>
public readonly ref struct Vp8DecoderPicture
{
    internal Vp8DecoderPicture(int width, int height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>Luma, row by row, up to the last pixel of the last row.</summary>
    public ReadOnlySpan<byte> Y { get; internal init; }

    /// <summary>Bytes from the start of a row of luma to the next.</summary>
    public int YStride { get; internal init; }

    /// <summary>The blue difference.</summary>
    public ReadOnlySpan<byte> U { get; internal init; }

    /// <summary>Bytes from the start of a row of the blue difference to the next.</summary>
    public int UStride { get; internal init; }

    /// <summary>The red difference.</summary>
    public ReadOnlySpan<byte> V { get; internal init; }

    /// <summary>Bytes from the start of a row of the red difference to the next.</summary>
    public int VStride { get; internal init; }
}

/// <summary>
/// Decodes VP8 (RFC 6386) with <c>libvpx</c> on the calling thread. Frames come from strangers: a broken one gives a
/// result, not an exception. Not thread-safe.
/// </summary>
public sealed class Vp8Decoder : IDisposable
{
    /// <summary>
    /// The default limit for the pixels of a frame: 1920 × 1088 in either orientation. Encoders of phones count in
    /// blocks of 16 pixels, so some say 1088 instead of 1080.
    /// </summary>
    public const int DefaultMaxPixels = 1920 * 1088;

    private readonly int _maxPixels;
    private readonly VpxDecoderHandle _decoder;
    private bool _hasReference;

    /// <summary>Creates a decoder that waits for a key frame.</summary>
    /// <param name="maxPixels">
    /// The largest number of pixels of a frame. It is checked before libvpx sees the frame: a header of a few bytes can
    /// claim 16,383 × 16,383 pixels, which would take gigabytes.
    /// </param>
    /// <exception cref="InvalidOperationException">libvpx fails.</exception>
    public Vp8Decoder(int maxPixels = DefaultMaxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        _maxPixels = maxPixels;
        _decoder = VpxDecoderHandle.Open(out var status)
            ?? throw new InvalidOperationException($"libvpx: vpx_codec_dec_init_ver failed with {status}.");
    }

    /// <summary>Decodes a frame. The picture is valid until the next call.</summary>
    public Vp8DecoderResult Decode(ReadOnlySpan<byte> frame, out Vp8DecoderPicture picture)
    {
        picture = default;
        if (frame.Length < Vp8FrameHeader.TagLength)
        {
            return Vp8DecoderResult.Malformed;
        }

        if (Vp8FrameHeader.IsInterFrame(frame))
        {
            if (!_hasReference)
            {
                return Vp8DecoderResult.NeedsKeyFrame;
            }
        }
        else if (Check(frame) is { } refused)
        {
            return refused;
        }

        // A broken frame leaves no reference for the next one.
        _hasReference = _decoder.Decode(frame);
        if (!_hasReference)
        {
            return Vp8DecoderResult.Malformed;
        }

        return _decoder.TryGetPicture(out picture) ? Vp8DecoderResult.Picture : Vp8DecoderResult.NoPicture;
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    /// <summary>Checks the header of a key frame; null if the frame may be decoded.</summary>
    private Vp8DecoderResult? Check(ReadOnlySpan<byte> frame) =>
        !Vp8FrameHeader.TryReadSize(frame, out var width, out var height) ? Vp8DecoderResult.Malformed
        : width * height > _maxPixels ? Vp8DecoderResult.TooLarge
        : null;
}
