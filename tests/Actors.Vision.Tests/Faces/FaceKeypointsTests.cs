using Actors.Vision.Faces;
using Actors.Vision.Tests.Guidance;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Vision.Tests.Faces;

public sealed class FaceKeypointsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(-15)]
    [InlineData(80)]
    [InlineData(-80)]
    [InlineData(170)]
    public void Roll_is_the_lean_of_the_eyes(float roll) =>
        Assert.Equal(roll, GuideSample.Keypoints(new(300, 200), 100, 0, roll).RollDegrees, 0.01f);

    [Fact]
    public void A_face_upside_down_is_so_whichever_way_its_points_are_named()
    {
        var turned = GuideSample.Keypoints(new(300, 200), 100, 0, 180);
        var renamed = turned with
        {
            LeftEye = turned.RightEye,
            RightEye = turned.LeftEye,
            LeftEar = turned.RightEar,
            RightEar = turned.LeftEar,
        };
        Assert.Equal(180, MathF.Abs(turned.RollDegrees), 0.01f);
        Assert.Equal(180, renamed.RollDegrees);
    }

    [Fact]
    public void Turn_does_not_depend_on_place_size_and_lean() => Prop.ForAll(
        Gen.Choose(-80, 80).Select(turn => turn / 100f).ToArbitrary(),
        Gen.Choose(20, 600).ToArbitrary(),
        Gen.Choose(-60, 60).ToArbitrary(),
        (turn, width, roll) =>
        {
            var points = GuideSample.Keypoints(new(width, 700 - width), width, turn, roll);
            return Math.Abs(points.Turn - turn) < 0.001;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Points_in_one_place_have_no_turn_and_ears_in_one_place_no_endless_one()
    {
        var point = new PicturePoint(5, 5);
        Assert.Equal(0, new FaceKeypoints(point, point, point, point, point, point).Turn);
        var profile = GuideSample.Keypoints(new(300, 200), 100, 0, 0) with
        {
            LeftEar = new(300, 200),
            RightEar = new(299, 200),
            Nose = new(340, 210),
        };
        Assert.InRange(profile.Turn, 0.5f, 10);
    }

    [Fact]
    public void Distance_is_the_mean_of_the_points()
    {
        var points = GuideSample.Keypoints(new(300, 200), 100, 0, 0);
        Assert.Equal(0, points.DistanceTo(points));
        Assert.Equal(2, points.DistanceTo(points with { Nose = new(points.Nose.X, points.Nose.Y + 12) }), 0.001f);
    }
}
