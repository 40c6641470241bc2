using System.Runtime.InteropServices;
using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Native;

/// <summary>One decoder of libvpx (<c>vpx_codec_ctx_t</c>) for VP8, on the calling thread.</summary>
internal sealed unsafe class VpxDecoderHandle : SafeHandle
{
    private bool _isOpen;

    public VpxDecoderHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>A decoder; null with the status when the library refuses.</summary>
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

    /// <summary>Decodes one frame; false: it is broken.</summary>
    public bool Decode(ReadOnlySpan<byte> frame)
    {
        fixed (byte* data = frame)
        {
            return LibVpx.vpx_codec_decode(this, data, (uint)frame.Length, 0, 0) == LibVpx.CodecOk;
        }
    }

    /// <summary>The picture of the last frame, which stays until the next one is decoded; false: it shows none.</summary>
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

    /// <summary>Bytes of a plane, of which the last line has no padding.</summary>
    private static int LengthOf(int stride, int width, int height) => (stride * (height - 1)) + width;
}
