using Actors.Testing.Media;
using Actors.Vision.Faces;

namespace Actors.Benchmarks.Accuracy;

/// <summary>Counts, for pictures with a face in the middle, the boxes on that face and elsewhere.</summary>
internal sealed class Recall
{
    /// <summary>A box counts as the face if its middle is closer than this part of the face's width.</summary>
    private const double Near = 0.5;

    private readonly List<float> _scores = [];

    /// <summary>Number of pictures.</summary>
    public int Pictures { get; private set; }

    /// <summary>Number of faces found.</summary>
    public int Found => _scores.Count;

    /// <summary>Number of boxes elsewhere, or on the same face again.</summary>
    public int Elsewhere { get; private set; }

    /// <summary>The lowest score of a found face; NaN if there is none.</summary>
    public double LowestScore => _scores.Count == 0 ? double.NaN : _scores.Min();

    /// <summary>Adds a picture.</summary>
    /// <param name="faces">The detected faces.</param>
    /// <param name="width">The width of the face in pixels.</param>
    /// <param name="others">Number of other known faces in the picture, which do not count as elsewhere.</param>
    /// <returns>The face; <c>null</c> if it was not found.</returns>
    public Face? Add(IReadOnlyList<Face> faces, double width, int others = 0)
    {
        Pictures++;
        var middle = new PicturePoint(Gallery.Width / 2f, Gallery.Height / 2f);
        var right = faces.Where(face => face.Box.Centre.DistanceTo(middle) < Near * width).Take(1).ToList();
        _scores.AddRange(right.Select(face => face.Score));
        Elsewhere += Math.Max(0, faces.Count - right.Count - others);
        return right.Count == 0 ? null : right[0];
    }
}

/// <summary>Finds other faces in the picture of a face.</summary>
internal static class Neighbours
{
    /// <summary>The number of other marked faces that may appear in the picture of a face.</summary>
    /// <param name="face">The face in the middle.</param>
    /// <param name="part">The width of the face in parts of the width of the picture.</param>
    public static int OthersIn(this LabelledFace face, double part)
    {
        var width = face.Width / Math.Max(part, Gallery.UsualFace);
        return LabelledFace.All.Count(other => other != face && other.Photograph == face.Photograph
            && Math.Abs(other.X - face.X) < (width + other.Width) / 2
            && Math.Abs(other.Y - face.Y) < ((width * Gallery.Height / Gallery.Width) + other.Width) / 2);
    }
}
