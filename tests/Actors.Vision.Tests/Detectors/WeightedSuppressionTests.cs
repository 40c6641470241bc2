using Actors.Vision.Detectors;
using Actors.Vision.Pictures;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Vision.Tests.Detectors;

public sealed class WeightedSuppressionTests
{
    private static readonly Letterbox Same = Letterbox.Fit(128, 128, 128);

    private static readonly Gen<(float Score, float X, float Y, float Side)> Candidates =
        from score in Gen.Choose(750, 1_000)
        from x in Gen.Choose(0, 128)
        from y in Gen.Choose(0, 128)
        from side in Gen.Choose(1, 60)
        select (score / 1_000f, (float)x, (float)y, (float)side);

    [Fact]
    public void One_candidate_is_one_face()
    {
        var list = new CandidateList();
        var values = list.Add(0.9f);
        for (var value = 0; value < values.Length; value++)
        {
            values[value] = value + 20;
        }

        list.Sort();
        var face = Assert.Single(new WeightedSuppression().Merge(list, 0.3f, Letterbox.Fit(640, 480, 128)));
        Assert.Equal(0.9f, face.Score);
        Assert.Equal((100, 25), (face.Box.Centre.X, face.Box.Centre.Y));
        Assert.Equal((110, 115), (face.Box.Width, face.Box.Height));
        Assert.Equal(120, face.Keypoints.LeftEye.X, 0.001f);
        Assert.Equal(45, face.Keypoints.LeftEye.Y, 0.001f);
        Assert.Equal(170, face.Keypoints.RightEar.X, 0.001f);
        Assert.Equal(95, face.Keypoints.RightEar.Y, 0.001f);
    }

    [Fact]
    public void Candidates_for_one_face_are_weighed_by_how_sure_they_are()
    {
        var list = List((0.75f, 40, 40, 20), (0.25f, 44, 40, 20));
        var face = Assert.Single(new WeightedSuppression().Merge(list, 0.3f, Same));
        Assert.Equal(41, face.Box.Centre.X, 0.001f);
        Assert.Equal(0.75f, face.Score);
    }

    [Fact]
    public void Apart_from_each_other_they_are_two_faces_the_surer_first()
    {
        var faces = new WeightedSuppression().Merge(List((0.8f, 30, 30, 20), (0.9f, 80, 30, 20)), 0.3f, Same);
        Assert.Equal([80, 30], faces.Select(face => (int)face.Box.Centre.X));
    }

    [Fact]
    public void Sizes_that_make_no_sense_overlap_nothing()
    {
        float[] none = [10, 10, 0, 0];
        float[] negative = [10, 10, -5, 5];
        float[] good = [10, 10, 5, 5];
        Assert.Equal(0, WeightedSuppression.Overlap(none, none));
        Assert.Equal(0, WeightedSuppression.Overlap(negative, negative));
        Assert.Equal(1, WeightedSuppression.Overlap(good, good));
    }

    [Fact]
    public void Overlap_is_mutual_and_a_part_of_one() => Prop.ForAll(Candidates.Two().ToArbitrary(), pair =>
    {
        var list = List(pair.Item1, pair.Item2);
        var there = WeightedSuppression.Overlap(list.Of(0), list.Of(1));
        return there == WeightedSuppression.Overlap(list.Of(1), list.Of(0)) && there is >= 0 and <= 1.0001f;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Faces_are_no_more_than_candidates_lie_among_them_and_the_surest_is_kept() => Prop.ForAll(
        Candidates.NonEmptyListOf().ToArbitrary(), given =>
        {
            var candidates = given.Take(Anchors.Count).ToArray();
            var list = List(candidates);
            var faces = new WeightedSuppression().Merge(list, 0.3f, Same);
            var again = new WeightedSuppression().Merge(list, 0.3f, Same);
            return faces.Length >= 1 && faces.Length <= candidates.Length
                && faces[0].Score == candidates.Max(candidate => candidate.Score)
                && faces.Zip(faces.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score)
                && faces.All(face => face.Box.Centre.X >= candidates.Min(candidate => candidate.X) - 0.01
                    && face.Box.Centre.X <= candidates.Max(candidate => candidate.X) + 0.01)
                && faces.SequenceEqual(again);
        }).QuickCheckThrowOnFailure();

    private static CandidateList List(params (float Score, float X, float Y, float Side)[] candidates)
    {
        var list = new CandidateList();
        foreach (var (score, x, y, side) in candidates)
        {
            var values = list.Add(score);
            values.Clear();
            (values[0], values[1], values[2], values[3]) = (x, y, side, side);
        }

        list.Sort();
        return list;
    }
}
