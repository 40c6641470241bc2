using Actors.Vision.Detectors;

namespace Actors.Vision.Tests.Detectors;

public sealed class CandidateReaderTests
{
    private readonly ModelTensors _tensors = new(128);
    private readonly CandidateList _candidates = new();

    public CandidateReaderTests()
    {
        Array.Fill(_tensors.FineScores, -50);
        Array.Fill(_tensors.CoarseScores, -50);
    }

    [Theory]
    [InlineData(0, 0, 4, 4)]
    [InlineData(1, 0, 4, 4)]
    [InlineData(2, 0, 12, 4)]
    [InlineData(33, 0, 4, 12)]
    [InlineData(511, 0, 124, 124)]
    [InlineData(0, 1, 8, 8)]
    [InlineData(6, 1, 24, 8)]
    [InlineData(48, 1, 8, 24)]
    [InlineData(383, 1, 120, 120)]
    public void A_candidate_is_told_from_its_anchor(int index, int grid, float x, float y)
    {
        (grid == 0 ? _tensors.FineScores : _tensors.CoarseScores)[index] = 2;
        var values = (grid == 0 ? _tensors.FineBoxes : _tensors.CoarseBoxes).AsSpan(index * 16, 16);
        for (var value = 0; value < 16; value++)
        {
            values[value] = value;
        }

        Assert.True(CandidateReader.TryRead(_tensors, 0.75f, _candidates));
        Assert.Equal(1, _candidates.Count);
        Assert.Equal(0.8808f, _candidates.Score(0), 0.0001f);
        Assert.Equal([x, y + 1, 2, 3, x + 4, y + 5], _candidates.Of(0)[..6].ToArray());
        Assert.Equal([x + 14, y + 15], _candidates.Of(0)[14..].ToArray());
    }

    [Theory]
    [InlineData(0.7f, 1)]
    [InlineData(0.8f, 0)]
    public void The_threshold_is_one_of_probability(float threshold, int expected)
    {
        _tensors.FineScores[7] = 1.0986f; // 0.75
        Assert.True(CandidateReader.TryRead(_tensors, threshold, _candidates));
        Assert.Equal(expected, _candidates.Count);
    }

    [Fact]
    public void What_is_no_number_is_a_failure()
    {
        _tensors.CoarseScores[3] = float.NaN;
        Assert.False(CandidateReader.TryRead(_tensors, 0.75f, _candidates));
        _tensors.CoarseScores[3] = 5;
        _tensors.CoarseBoxes[(3 * 16) + 15] = float.PositiveInfinity;
        Assert.False(CandidateReader.TryRead(_tensors, 0.75f, _candidates));
        _tensors.CoarseScores[3] = -5;
        Assert.True(CandidateReader.TryRead(_tensors, 0.75f, _candidates));
    }

    [Fact]
    public void All_anchors_have_room()
    {
        Array.Fill(_tensors.FineScores, float.PositiveInfinity);
        Array.Fill(_tensors.CoarseScores, 1_000);
        Assert.True(CandidateReader.TryRead(_tensors, 0.75f, _candidates));
        _candidates.Sort();
        Assert.Equal(Enumerable.Range(0, Anchors.Count), _candidates.Order.ToArray());
    }
}
