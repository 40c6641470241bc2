using System.Runtime.InteropServices;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Native;

/// <summary>A libvpx decoder of VP8 (<c>vpx_codec_ctx_t</c>) on the calling thread.</summary>
internal sealed unsafe class VpxDecoderHandle : SafeHandle
{
    private bool _isOpen;

    public VpxDecoderHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Creates a decoder; null if libvpx fails.</summary>
    public static VpxDecoderHandle? Open(out int status)
    {
        var decoder = new VpxDecoderHandle();
        decoder.SetHandle((nint)NativeMemory.AllocZeroed(LibVpx.ContextLength));
        NativeCounts.AddDecoders(1);
        var config = new LibVpx.VpxDecoderConfig { Threads = 1 };
        status = LibVpx.vpx_codec_dec_init_ver(decoder.handle, LibVpx.vpx_codec_vp8_dx(), &config, 0, LibVpx.DecoderAbi);
        if (status != LibVpx.CodecOk)
        {
            decoder.Dispose();
            return null;
        }

        decoder._isOpen = true;
        return decoder;
    }

    /// <summary>Decodes one frame; false if it is broken.</summary>
    public bool Decode(ReadOnlySpan<byte> frame)
    {
        fixed (byte* data = frame)
        {
            return LibVpx.vpx_codec_decode(this, data, (uint)frame.Length, 0, 0) == LibVpx.CodecOk;
        }
    }

    /// <summary>Gets the picture of the last frame, valid until the next one; false if the frame shows none.</summary>
    public bool TryGetPicture(out Vp8DecoderPicture picture)
    {
        nint iterator = 0;
        var image = LibVpx.vpx_codec_get_frame(this, &iterator);
        if (image is null || image->Format != LibVpx.FormatI420)
        {
            picture = default;
            return false;
        }

        var (width, height) = ((int)image->DisplayWidth, (int)image->DisplayHeight);
        var (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2);
        picture = new(width, height)
        {
            Y = new(image->Y, LengthOf(image->YStride, width, height)),
            YStride = image->YStride,
            U = new(image->U, LengthOf(image->UStride, halfWidth, halfHeight)),
            UStride = image->UStride,
            V = new(image->V, LengthOf(image->VStride, halfWidth, halfHeight)),
            VStride = image->VStride,
        };
        return true;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeCounts.AddDecoders(-1);
        var status = _isOpen ? LibVpx.vpx_codec_destroy(handle) : LibVpx.CodecOk;
        NativeMemory.Free((void*)handle);
        return status == LibVpx.CodecOk;
    }

    /// <summary>Bytes of a plane, whose last row has no padding.</summary>
    private static int LengthOf(int stride, int width, int height) => (stride * (height - 1)) + width;
}

/// <summary>
/// Decodes a small picture with known pixels: sixteen red rows above twelve blue ones. If size and corners are right,
/// so are the layouts in <see cref="LibVpx"/>.
/// </summary>
internal static class VpxProbe
{
    /// <summary>
    /// The width in pixels; not a multiple of 16, the block size in which the decoder stores a picture.
    /// </summary>
    public const int Width = 20;

    /// <summary>The height in pixels.</summary>
    public const int Height = 28;

    /// <summary>The picture as a key frame.</summary>
    public static readonly byte[] KeyFrame = Convert.FromHexString(
        "9003009d012a14001c003f0d6eb3502c262522b0180c018021896400bb2ea000421036f20000fee1c34ffd30"
        + "10ff576a45e6836a4c45715bf2af954ec3ca0bd11e347a400000");

    /// <summary>The first and the last sample of luma, blue and red difference.</summary>
    private static readonly (byte First, byte Last)[] Corners = [(93, 103), (113, 189), (196, 78)];

    /// <summary>What is wrong with libvpx; null if nothing is.</summary>
    public static string? Run()
    {
        using var decoder = VpxDecoderHandle.Open(out var status);
        if (decoder is null)
        {
            return status == LibVpx.CodecAbiMismatch
                ? $"its decoder has another ABI than {LibVpx.DecoderAbi}."
                : $"its decoder of VP8 does not start (status {status}).";
        }

        return decoder.Decode(KeyFrame) && decoder.TryGetPicture(out var picture) && IsRight(picture)
            ? null
            : "it decodes a known picture to something else.";
    }

    private static bool IsRight(Vp8DecoderPicture picture) =>
        picture is { Width: Width, Height: Height }
        && (picture.Y[0], picture.Y[^1]) == Corners[0]
        && (picture.U[0], picture.U[^1]) == Corners[1]
        && (picture.V[0], picture.V[^1]) == Corners[2];
}
