namespace Actors.Vision.Detectors;

/// <summary>
/// Faces as the anchors tell them, many for each one that is there. A candidate has sixteen values, in cells of the square:
/// the middle (x, y), width, height, and x and y of six keypoints. Room for all anchors. For one thread.
/// </summary>
internal sealed class CandidateList
{
    /// <summary>Values of a candidate.</summary>
    public const int Values = 16;

    private readonly float[] _values = new float[Anchors.Count * Values];
    private readonly float[] _scores = new float[Anchors.Count];
    private readonly int[] _order = new int[Anchors.Count];
    private readonly Comparison<int> _bySureness;

    public CandidateList() =>
        _bySureness = (one, other) =>
        {
            var byScore = _scores[other].CompareTo(_scores[one]);
            return byScore != 0 ? byScore : one.CompareTo(other);
        };

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The candidates in the order of <see cref="Sort"/>.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Room for one more, to be written to.</summary>
    public Span<float> Add(float score)
    {
        _scores[Count] = score;
        _order[Count] = Count;
        return _values.AsSpan(Count++ * Values, Values);
    }

    /// <summary>The surest first; of equally sure ones that of the earlier anchor.</summary>
    public void Sort() => _order.AsSpan(0, Count).Sort(_bySureness);

    public float Score(int candidate) => _scores[candidate];

    public ReadOnlySpan<float> Of(int candidate) => _values.AsSpan(candidate * Values, Values);
}
