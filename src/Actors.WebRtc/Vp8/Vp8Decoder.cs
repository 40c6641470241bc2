using System.Buffers.Binary;
using Actors.WebRtc.Native;

namespace Actors.WebRtc.Vp8;

/// <summary>
/// Decodes VP8 (RFC 6386) by <c>libvpx</c> on the calling thread. Not safe for use by several threads at once. Frames come
/// from strangers: whatever they hold, the answer is a result, not an exception.
/// </summary>
public sealed class Vp8Decoder : IDisposable
{
    /// <summary>The pixels of a frame of 1280 × 720, which is more than a call asks for.</summary>
    public const int DefaultMostPixels = 1280 * 720;

    private const int FrameTagLength = 3;
    private const int KeyFrameHeaderLength = 10;
    private const byte InterFrameBit = 0x01;
    private const int SizeMask = 0x3FFF;

    private readonly int _mostPixels;
    private readonly VpxDecoderHandle _decoder;
    private bool _hasReference;

    /// <summary>A decoder that waits for a key frame.</summary>
    /// <param name="mostPixels">
    /// Pixels of a frame at most. The header of a key frame of a few bytes can ask for 16,383 × 16,383, which would cost
    /// gigabytes: it is looked at before libvpx sees the frame.
    /// </param>
    /// <exception cref="InvalidOperationException">libvpx refuses.</exception>
    public Vp8Decoder(int mostPixels = DefaultMostPixels)
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
        if (frame.Length < FrameTagLength)
        {
            return Vp8DecoderResult.Malformed;
        }

        if ((frame[0] & InterFrameBit) != 0)
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

    /// <summary>Start code and size of a key frame (RFC 6386, section 9.1); null: nothing speaks against decoding it.</summary>
    private Vp8DecoderResult? Check(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < KeyFrameHeaderLength || !frame[FrameTagLength..].StartsWith<byte>([0x9D, 0x01, 0x2A]))
        {
            return Vp8DecoderResult.Malformed;
        }

        // The upper two bits ask for scaling when the picture is shown.
        var width = BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & SizeMask;
        var height = BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & SizeMask;
        if (width == 0 || height == 0)
        {
            return Vp8DecoderResult.Malformed;
        }

        return width * height > _mostPixels ? Vp8DecoderResult.TooLarge : null;
    }
}
