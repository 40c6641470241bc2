using System.Collections.Immutable;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Makes one face of the many candidates for it: the surest takes all those that overlap it, and the face is their mean,
/// weighted by how sure they are (BlazeFace, section 5: less trembling than taking the surest alone). For one thread.
/// </summary>
internal sealed class WeightedSuppression
{
    private readonly bool[] _isTaken = new bool[Anchors.Count];
    private readonly float[] _mean = new float[CandidateList.Values];
    private readonly ImmutableArray<Face>.Builder _faces = ImmutableArray.CreateBuilder<Face>();

    /// <summary>The faces, the surest first, in pixels of the picture.</summary>
    /// <param name="candidates">Sorted.</param>
    /// <param name="overlap">Candidates whose common area is at least this part of their joint area are one face.</param>
    /// <param name="letterbox">Where the picture lies in the square.</param>
    public ImmutableArray<Face> Merge(CandidateList candidates, float overlap, in Letterbox letterbox)
    {
        Array.Clear(_isTaken);
        _faces.Clear();
        foreach (var surest in candidates.Order)
        {
            if (!_isTaken[surest])
            {
                TakeOverlapping(candidates, surest, overlap);
                _faces.Add(ToFace(candidates.Score(surest), _mean, letterbox));
            }
        }

        return _faces.ToImmutable();
    }

    /// <summary>The common area of two candidates in parts of their joint area; 0 when they have none.</summary>
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

    private void TakeOverlapping(CandidateList candidates, int surest, float overlap)
    {
        Array.Clear(_mean);
        var weight = 0f;
        foreach (var candidate in candidates.Order)
        {
            var values = candidates.Of(candidate);
            if (candidate != surest && (_isTaken[candidate] || Overlap(candidates.Of(surest), values) < overlap))
            {
                continue;
            }

            _isTaken[candidate] = true;
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
