using System.Collections.Immutable;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Weighted non-maximum suppression: the candidate with the highest score absorbs those that overlap it, and the face is
/// their mean weighted by score. That trembles less than the best candidate alone (BlazeFace, section 5). Not thread-safe.
/// </summary>
internal sealed class WeightedSuppression
{
    private readonly bool[] _isMerged = new bool[Anchors.Count];
    private readonly float[] _mean = new float[CandidateList.Values];
    private readonly ImmutableArray<Face>.Builder _faces = ImmutableArray.CreateBuilder<Face>();

    /// <summary>Returns the faces in pixels of the picture, the highest score first.</summary>
    /// <param name="candidates">The candidates, sorted.</param>
    /// <param name="overlap">Candidates whose intersection is at least this part of their union are one face.</param>
    /// <param name="letterbox">Where the picture lies in the square.</param>
    public ImmutableArray<Face> Merge(CandidateList candidates, float overlap, in Letterbox letterbox)
    {
        Array.Clear(_isMerged);
        _faces.Clear();
        foreach (var best in candidates.Order)
        {
            if (!_isMerged[best])
            {
                MergeOverlapping(candidates, best, overlap);
                _faces.Add(ToFace(candidates.Score(best), _mean, letterbox));
            }
        }

        return _faces.ToImmutable();
    }

    /// <summary>Intersection of two candidates over their union; 0 if they do not overlap.</summary>
    internal static float Overlap(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var width = MathF.Min(one[0] + (one[2] / 2), other[0] + (other[2] / 2))
            - MathF.Max(one[0] - (one[2] / 2), other[0] - (other[2] / 2));
        var height = MathF.Min(one[1] + (one[3] / 2), other[1] + (other[3] / 2))
            - MathF.Max(one[1] - (one[3] / 2), other[1] - (other[3] / 2));
        if (!(width > 0 && height > 0))
        {
            return 0;
        }

        var common = width * height;
        return common / ((one[2] * one[3]) + (other[2] * other[3]) - common);
    }

    private void MergeOverlapping(CandidateList candidates, int best, float overlap)
    {
        Array.Clear(_mean);
        var weight = 0f;
        foreach (var candidate in candidates.Order)
        {
            var values = candidates.Of(candidate);
            if (candidate != best && (_isMerged[candidate] || Overlap(candidates.Of(best), values) < overlap))
            {
                continue;
            }

            _isMerged[candidate] = true;
            var score = candidates.Score(candidate);
            weight += score;
            for (var value = 0; value < _mean.Length; value++)
            {
                _mean[value] += values[value] * score;
            }
        }

        foreach (ref var value in _mean.AsSpan())
        {
            value /= weight;
        }
    }

    private static Face ToFace(float score, ReadOnlySpan<float> mean, in Letterbox letterbox)
    {
        var (width, height) = (mean[2] * letterbox.ScaleX, mean[3] * letterbox.ScaleY);
        return new(
            score,
            new(letterbox.ToPictureX(mean[0]) - (width / 2), letterbox.ToPictureY(mean[1]) - (height / 2), width, height),
            new(
                Keypoint(mean, 0, letterbox), Keypoint(mean, 1, letterbox), Keypoint(mean, 2, letterbox),
                Keypoint(mean, 3, letterbox), Keypoint(mean, 4, letterbox), Keypoint(mean, 5, letterbox)));
    }

    private static PicturePoint Keypoint(ReadOnlySpan<float> mean, int index, in Letterbox letterbox) =>
        new(letterbox.ToPictureX(mean[4 + (2 * index)]), letterbox.ToPictureY(mean[5 + (2 * index)]));
}
