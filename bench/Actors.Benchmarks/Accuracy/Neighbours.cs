using Actors.Testing.Media;

namespace Actors.Benchmarks.Accuracy;

/// <summary>Who else is in the picture of a face.</summary>
internal static class Neighbours
{
    /// <summary>How many other marked faces may be seen in the picture of one.</summary>
    /// <param name="face">The one in the middle.</param>
    /// <param name="part">Its width, in parts of the picture's.</param>
    public static int OthersIn(this LabelledFace face, double part)
    {
        var width = face.Width / Math.Max(part, Gallery.UsualFace);
        return LabelledFace.All.Count(other => other != face && other.Photograph == face.Photograph
            && Math.Abs(other.X - face.X) < (width + other.Width) / 2
            && Math.Abs(other.Y - face.Y) < ((width * Gallery.Height / Gallery.Width) + other.Width) / 2);
    }
}
