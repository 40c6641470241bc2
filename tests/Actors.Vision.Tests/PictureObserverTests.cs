using Actors.Vision.Detectors;
using Actors.Vision.Guidance;
using Actors.Vision.Tests.Detectors;
using Actors.Vision.Tests.Guidance;

namespace Actors.Vision.Tests;

/// <summary>Pictures through detector, measures and judgement.</summary>
public sealed class PictureObserverTests : IDisposable
{
    private readonly FaceDetectorPool _pool = new(TestModels.Front, 1);

    [Fact]
    public void A_man_who_looks_at_the_camera_and_does_not_turn_his_head_does_not_pass() => Assert.Equal(
        new GuideVerdict(GuideOutcome.Failed, GuideReason.NoTurn), Judge(Photographs.LoadFilm(2).Take(60)));

    [Fact]
    public void A_frozen_film_does_not_pass() => Assert.Equal(
        new GuideVerdict(GuideOutcome.Failed, GuideReason.StillPicture),
        Judge(Enumerable.Repeat(Photographs.LoadFilm(2)[3], 90)));

    [Fact]
    public void Still_photographs_do_not_pass() => Assert.All(
        Enumerable.Range(0, Photographs.Portraits.Length),
        number => Assert.Equal(GuideOutcome.Failed, Judge(Enumerable.Repeat(Photographs.LoadPortrait(number), 90)).Outcome));

    [Fact]
    public void An_empty_room_has_no_face() => Assert.Equal(
        new GuideVerdict(GuideOutcome.Failed, GuideReason.NoFace),
        Judge(Enumerable.Repeat(StoredPicture.Grey(640, 480, (x, y) => x % 100 < 50 ^ y % 80 < 40 ? 60 : 180), 90)));

    [Fact]
    public void Darkness_is_told_as_such() => Assert.Equal(
        new GuideVerdict(GuideOutcome.Failed, GuideReason.TooDark),
        Judge(Enumerable.Repeat(Photographs.LoadFilm(1, filter: "lutyuv=y=16+(val-16)*0.06")[0], 90)));

    [Fact]
    public void A_detector_that_fails_gives_an_observation_that_says_so()
    {
        using var failing = new FaceDetectorPool(
            1, () => new FaceDetector(new ModelTensors(8), () => throw new TimeoutException("too slow")));
        var observation = new PictureObserver(failing).Observe(
            StoredPicture.Noise(32, 32, 1).Picture, GuideSample.Start, out var failure);
        Assert.True(observation.DetectorFailed);
        Assert.Contains(nameof(TimeoutException), failure, StringComparison.Ordinal);
    }

    public void Dispose() => _pool.Dispose();

    private GuideVerdict Judge(IEnumerable<StoredPicture> pictures)
    {
        var observer = new PictureObserver(_pool);
        var judgement = GuideJudgement.Begin(new(), HeadSide.Left, GuideSample.Start);
        foreach (var (number, picture) in pictures.Index())
        {
            judgement = judgement.Observe(observer.Observe(picture.Picture, GuideSample.At(number), out _));
        }

        return judgement.Close().Verdict!.Value;
    }
}
