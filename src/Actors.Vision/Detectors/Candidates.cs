using Actors.Vision.Faces;

namespace Actors.Vision.Detectors;

/// <summary>Decodes the output of the model into candidates.</summary>
internal static class CandidateReader
{
    private const float MaxLogit = 100;

    /// <summary>Fills the list with the candidates whose score reaches the threshold.</summary>
    /// <returns><c>false</c> if the output is not finite.</returns>
    public static bool TryRead(ModelTensors tensors, float threshold, CandidateList candidates)
    {
        candidates.Clear();
        var minLogit = MathF.Log(threshold / (1 - threshold));
        return TryReadGrid(tensors.FineScores, tensors.FineBoxes, Anchors.OfFine, tensors.Side, minLogit, candidates)
            && TryReadGrid(tensors.CoarseScores, tensors.CoarseBoxes, Anchors.OfCoarse, tensors.Side, minLogit, candidates);
    }

    private static bool TryReadGrid(
        float[] logits, float[] boxes, Func<int, (float X, float Y)> anchors, int side, float minLogit, CandidateList candidates)
    {
        for (var index = 0; index < logits.Length; index++)
        {
            if (float.IsNaN(logits[index]))
            {
                return false;
            }

            if (logits[index] >= minLogit)
            {
                var (x, y) = anchors(index);
                var values = boxes.AsSpan(index * CandidateList.Values, CandidateList.Values);
                if (!TryAdd(Sigmoid(logits[index]), values, x * side, y * side, candidates))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Adds a candidate. Its centre and keypoints are relative to its anchor.</summary>
    private static bool TryAdd(float score, ReadOnlySpan<float> from, float x, float y, CandidateList candidates)
    {
        foreach (var value in from)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        var to = candidates.Add(score);
        to[0] = from[0] + x;
        to[1] = from[1] + y;
        to[2] = from[2];
        to[3] = from[3];
        for (var point = 0; point < FaceKeypoints.Count; point++)
        {
            to[4 + (2 * point)] = from[4 + (2 * point)] + x;
            to[5 + (2 * point)] = from[5 + (2 * point)] + y;
        }

        return true;
    }

    private static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-Math.Clamp(logit, -MaxLogit, MaxLogit)));
}

/// <summary>
/// Candidates for faces, usually many for one face. A candidate has sixteen values in cells of the square: centre x and y,
/// width, height, and x and y of six keypoints. Has room for all anchors. Not thread-safe.
/// </summary>
internal sealed class CandidateList
{
    /// <summary>Values per candidate.</summary>
    public const int Values = 16;

    private readonly float[] _values = new float[Anchors.Count * Values];
    private readonly float[] _scores = new float[Anchors.Count];
    private readonly int[] _order = new int[Anchors.Count];
    private readonly Comparison<int> _byScore;

    public CandidateList() =>
        _byScore = (one, other) =>
        {
            var byScore = _scores[other].CompareTo(_scores[one]);
            return byScore != 0 ? byScore : one.CompareTo(other);
        };

    /// <summary>Number of candidates.</summary>
    public int Count { get; private set; }

    /// <summary>The indexes of the candidates, in the order of <see cref="Sort"/>.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a candidate and returns its values, for the caller to fill.</summary>
    public Span<float> Add(float score)
    {
        _scores[Count] = score;
        _order[Count] = Count;
        return _values.AsSpan(Count++ * Values, Values);
    }

    /// <summary>Sorts by score, the highest first; equal scores by anchor.</summary>
    public void Sort() => _order.AsSpan(0, Count).Sort(_byScore);

    public float Score(int candidate) => _scores[candidate];

    public ReadOnlySpan<float> Of(int candidate) => _values.AsSpan(candidate * Values, Values);
}

/// <summary>
/// The points to which the output of the model is relative: the centres of the cells of a 16 × 16 grid, two anchors each,
/// and of an 8 × 8 grid, six anchors each, row by row (BlazeFace, Bazarevsky et al. 2019, with MediaPipe's numbers).
/// </summary>
internal static class Anchors
{
    private const int FineCells = 16;
    private const int FinePerCell = 2;
    private const int CoarseCells = 8;
    private const int CoarsePerCell = 6;

    /// <summary>Number of anchors of the fine grid.</summary>
    public const int Fine = FineCells * FineCells * FinePerCell;

    /// <summary>Number of anchors of the coarse grid.</summary>
    public const int Coarse = CoarseCells * CoarseCells * CoarsePerCell;

    /// <summary>Number of anchors of both grids.</summary>
    public const int Count = Fine + Coarse;

    /// <summary>The position of an anchor of the fine grid, in parts of the square.</summary>
    public static (float X, float Y) OfFine(int index) => Middle(index / FinePerCell, FineCells);

    /// <summary>The position of an anchor of the coarse grid, in parts of the square.</summary>
    public static (float X, float Y) OfCoarse(int index) => Middle(index / CoarsePerCell, CoarseCells);

    private static (float X, float Y) Middle(int cell, int cells) =>
        (((cell % cells) + 0.5f) / cells, ((cell / cells) + 0.5f) / cells);
}
