using Actors.WebRtc.Native;

namespace Actors.WebRtc.Vp8;

/// <summary>
/// Decodes VP8 (RFC 6386) by <c>libvpx</c> on the calling thread. Not safe for use by several threads at once. Frames come
/// from strangers: whatever they hold, the answer is a result, not an exception.
/// </summary>
public sealed class Vp8Decoder : IDisposable
{
    /// <summary>
    /// The pixels of a frame of 1920 × 1088, upright or not: what cameras of phones film. Their encoders count in blocks of
    /// 16 pixels, which is why some say 1088 where 1080 is meant.
    /// </summary>
    public const int DefaultMaxPixels = 1920 * 1088;

    private readonly int _mostPixels;
    private readonly VpxDecoderHandle _decoder;
    private bool _hasReference;

    /// <summary>A decoder that waits for a key frame.</summary>
    /// <param name="mostPixels">
    /// Pixels of a frame at most. The header of a key frame of a few bytes can ask for 16,383 × 16,383, which would cost
    /// gigabytes: it is looked at before libvpx sees the frame.
    /// </param>
    /// <exception cref="InvalidOperationException">libvpx refuses.</exception>
    public Vp8Decoder(int mostPixels = DefaultMaxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPixels, 1);
        _mostPixels = mostPixels;
        _decoder = VpxDecoderHandle.Open(out var status)
            ?? throw new InvalidOperationException($"libvpx: vpx_codec_dec_init_ver failed with {status}.");
    }

    /// <summary>Decodes a frame. The picture lasts until the next call.</summary>
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

        // What a broken frame left behind is no reference for the next one.
        _hasReference = _decoder.Decode(frame);
        if (!_hasReference)
        {
            return Vp8DecoderResult.Malformed;
        }

        return _decoder.TryGetPicture(out picture) ? Vp8DecoderResult.Picture : Vp8DecoderResult.NoPicture;
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    /// <summary>Whether a key frame may be decoded; null: nothing speaks against it.</summary>
    private Vp8DecoderResult? Check(ReadOnlySpan<byte> frame) =>
        !Vp8FrameHeader.TryReadSize(frame, out var width, out var height) ? Vp8DecoderResult.Malformed
        : width * height > _mostPixels ? Vp8DecoderResult.TooLarge
        : null;
}
