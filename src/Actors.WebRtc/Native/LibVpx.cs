using System.Reflection;
using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>Functions and constants of <c>libvpx</c> for decoding VP8, under their own names.</summary>
internal static unsafe partial class LibVpx
{
    /// <summary><c>VPX_DECODER_ABI_VERSION</c> of libvpx 1.12 to 1.15, which guarantees the layouts below.</summary>
    public const int DecoderAbi = 12;

    public const int CodecOk = 0;
    public const int CodecAbiMismatch = 3;

    /// <summary><c>VPX_IMG_FMT_I420</c>.</summary>
    public const int FormatI420 = 0x102;

    /// <summary>Bytes allocated for <c>vpx_codec_ctx_t</c>, which takes 56.</summary>
    public const int ContextLength = 128;

    private const string Name = "libvpx";

    /// <summary>The file name on Debian 12, then on Debian 13. Both have the same decoder interface.</summary>
    public static readonly string[] Files = ["libvpx.so.7", "libvpx.so.9"];

    static LibVpx() => NativeLibrary.SetDllImportResolver(typeof(LibVpx).Assembly, Resolve);

    [LibraryImport(Name)]
    public static partial nint vpx_codec_vp8_dx();

    [LibraryImport(Name)]
    public static partial int vpx_codec_dec_init_ver(nint context, nint codec, VpxDecoderConfig* config, nint flags, int abi);

    [LibraryImport(Name)]
    public static partial int vpx_codec_decode(VpxDecoderHandle context, byte* data, uint length, nint user, nint deadline);

    [LibraryImport(Name)]
    public static partial VpxImage* vpx_codec_get_frame(VpxDecoderHandle context, nint* iterator);

    [LibraryImport(Name)]
    public static partial int vpx_codec_destroy(nint context);

    /// <summary>Loads the first file that exists; 0 if none does.</summary>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name == Name)
        {
            foreach (var file in Files)
            {
                if (NativeLibrary.TryLoad(file, assembly, paths, out var library))
                {
                    return library;
                }
            }
        }

        return 0;
    }

    /// <summary><c>vpx_codec_dec_cfg_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct VpxDecoderConfig
    {
        public uint Threads;
        public uint Width;
        public uint Height;
    }

    /// <summary>The beginning of <c>vpx_image_t</c>.</summary>
    [StructLayout(LayoutKind.Explicit)]
    internal struct VpxImage
    {
        [FieldOffset(0)]
        public int Format;

        [FieldOffset(24)]
        public uint DisplayWidth;

        [FieldOffset(28)]
        public uint DisplayHeight;

        [FieldOffset(48)]
        public byte* Y;

        [FieldOffset(56)]
        public byte* U;

        [FieldOffset(64)]
        public byte* V;

        [FieldOffset(80)]
        public int YStride;

        [FieldOffset(84)]
        public int UStride;

        [FieldOffset(88)]
        public int VStride;
    }
}
