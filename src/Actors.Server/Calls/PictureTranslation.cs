using Actors.Vision.Pictures;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>Gives the detector a decoded picture.</summary>
internal static class PictureTranslation
{
    /// <summary>The same picture in the memory of the decoder; nothing is copied.</summary>
    public static I420Picture Of(in Vp8DecoderPicture picture)
    {
        var (width, height) = ((picture.Width + 1) / 2, (picture.Height + 1) / 2);
        return new(
            new PicturePlane(picture.Y, picture.YStride, picture.Width, picture.Height),
            new PicturePlane(picture.U, picture.UStride, width, height),
            new PicturePlane(picture.V, picture.VStride, width, height));
    }
}
