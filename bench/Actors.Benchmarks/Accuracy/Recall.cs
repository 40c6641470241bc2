using Actors.Vision.Faces;

namespace Actors.Benchmarks.Accuracy;

/// <summary>Counts, for pictures with one face in the middle, what was found where it is and what elsewhere.</summary>
internal sealed class Recall
{
    /// <summary>A box whose middle is nearer than this part of the face's width is that face.</summary>
    private const double Near = 0.5;

    private readonly List<float> _scores = [];

    /// <summary>Pictures looked at.</summary>
    public int Pictures { get; private set; }

    /// <summary>Faces found where they are.</summary>
    public int Found => _scores.Count;

    /// <summary>Faces found elsewhere, or a second time.</summary>
    public int Elsewhere { get; private set; }

    /// <summary>The least sure of those found; NaN: none was.</summary>
    public double LeastScore => _scores.Count == 0 ? double.NaN : _scores.Min();

    /// <summary>Adds a picture.</summary>
    /// <param name="faces">What was found.</param>
    /// <param name="width">Of the face, in pixels.</param>
    /// <param name="others">How many others are known to be in the picture, so that finding them is no mistake.</param>
    /// <returns>The face where it is; null: it was not found.</returns>
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
