using Actors.Testing.Media;

namespace Actors.Benchmarks.Accuracy;

/// <summary>Crops of the photographs that touch no face, in several sizes, each overlapping the next by half.</summary>
internal static class FacelessCrops
{
    private const double FaceMargin = 0.75;

    /// <summary>Half of the height of the widest photograph, in parts of its width.</summary>
    private const double MinHalfHeight = 1.0 / 3;

    private static readonly double[] Widths = [0.15, 0.25, 0.35, 0.5];

    /// <summary>All crops as pictures.</summary>
    public static IEnumerable<byte[]> Of(Gallery gallery) =>
        from photograph in Gallery.Photographs
        from width in Widths
        let height = width * Gallery.Height / Gallery.Width
        from column in Enumerable.Range(0, (int)((1 - width) / (width / 2)) + 1)
        from row in Enumerable.Range(0, (int)(((2 * MinHalfHeight) - height) / (height / 2)) + 1)
        let left = column * width / 2
        let top = (row * height / 2) - MinHalfHeight
        where !LabelledFace.All.Any(face => face.Photograph == photograph
            && Math.Abs(face.X - left - (width / 2)) < (width / 2) + (FaceMargin * face.Width)
            && Math.Abs(face.Y - top - (height / 2)) < (height / 2) + (FaceMargin * face.Width))
        select gallery.Crop(photograph, left, top, width);
}
