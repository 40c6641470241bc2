using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Native;

/// <summary>
/// Decodes a small picture whose pixels are known: the upper sixteen lines are red, the lower twelve blue. When size and
/// corners come out right, so do the layouts that are written down in <see cref="LibVpx"/>.
/// </summary>
internal static class VpxProbe
{
    /// <summary>Pixels from left to right: not a multiple of sixteen, as which the decoder keeps it.</summary>
    public const int Width = 20;

    /// <summary>Pixels from top to bottom.</summary>
    public const int Height = 28;

    /// <summary>The picture as a key frame.</summary>
    public static readonly byte[] KeyFrame = Convert.FromHexString(
        "9003009d012a14001c003f0d6eb3502c262522b0180c018021896400bb2ea000421036f20000fee1c34ffd30"
        + "10ff576a45e6836a4c45715bf2af954ec3ca0bd11e347a400000");

    /// <summary>The first and the last sample of luma, blue and red difference.</summary>
    private static readonly (byte First, byte Last)[] Corners = [(93, 103), (113, 189), (196, 78)];

    /// <summary>What is wrong with the library; null: nothing.</summary>
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
