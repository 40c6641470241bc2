using Actors.Vision.Faces;

namespace Actors.Vision.Detectors;

/// <summary>Reads candidates from the output of the model.</summary>
internal static class CandidateReader
{
    private const float LargestLogit = 100;

    /// <summary>Fills the list with what is at least as sure as the threshold.</summary>
    /// <returns>False: the model gave something that is no number.</returns>
    public static bool TryRead(ModelTensors tensors, float threshold, CandidateList candidates)
    {
        candidates.Clear();
        var least = MathF.Log(threshold / (1 - threshold));
        return TryReadGrid(tensors.FineScores, tensors.FineBoxes, Anchors.OfFine, tensors.Side, least, candidates)
            && TryReadGrid(tensors.CoarseScores, tensors.CoarseBoxes, Anchors.OfCoarse, tensors.Side, least, candidates);
    }

    private static bool TryReadGrid(
        float[] logits, float[] boxes, Func<int, (float X, float Y)> anchors, int side, float least, CandidateList candidates)
    {
        for (var index = 0; index < logits.Length; index++)
        {
            if (float.IsNaN(logits[index]))
            {
                return false;
            }

            if (logits[index] >= least)
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

    /// <summary>Adds a candidate, whose places are told from its anchor.</summary>
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

    private static float Sigmoid(float logit) => 1 / (1 + MathF.Exp(-Math.Clamp(logit, -LargestLogit, LargestLogit)));
}
