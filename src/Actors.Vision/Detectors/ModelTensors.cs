namespace Actors.Vision.Detectors;

/// <summary>
/// What goes into a face model and what comes out, in memory that is used again for each picture. The model looks at a
/// fine grid of anchors and at a coarse one.
/// </summary>
internal sealed class ModelTensors(int side)
{
    /// <summary>The side of the square that the model sees, in cells.</summary>
    public int Side { get; } = side;

    /// <summary>Cells row by row, each red, green, blue from −1 to 1.</summary>
    public float[] Input { get; } = new float[side * side * 3];

    /// <summary>A logit for each anchor of the fine grid.</summary>
    public float[] FineScores { get; } = new float[Anchors.Fine];

    /// <summary>A logit for each anchor of the coarse grid.</summary>
    public float[] CoarseScores { get; } = new float[Anchors.Coarse];

    /// <summary>For each anchor of the fine grid centre, size and keypoints, in cells from the anchor.</summary>
    public float[] FineBoxes { get; } = new float[Anchors.Fine * CandidateList.Values];

    /// <summary>The same for the coarse grid.</summary>
    public float[] CoarseBoxes { get; } = new float[Anchors.Coarse * CandidateList.Values];

    /// <summary>All that comes out.</summary>
    public IEnumerable<float[]> Outputs => [FineScores, CoarseScores, FineBoxes, CoarseBoxes];
}
