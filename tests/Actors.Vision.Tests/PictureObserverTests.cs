using Actors.Vision.Detectors;
using Actors.Vision.Guidance;
using Actors.Vision.Tests.Detectors;
using Actors.Vision.Tests.Guidance;

namespace Actors.Vision.Tests;

/// <summary>Pictures through detector, measures and judgement.</summary>
public sealed class PictureObserverTests : IDisposable
{
    private readonly FaceDetectorPool _pool = new(TestModels.Front, 1);

    [Theory]
    [InlineData(HeadSide.Left, 328, 0.47)]
    [InlineData(HeadSide.Right, 340, -0.44)]
    public void A_man_who_turns_his_head_as_asked_passes(HeadSide side, float middle, float shift)
    {
        var film = Photographs.LoadFilm(2);
        List<StoredPicture> pictures =
        [
            .. film.Take(8), .. film.Skip(8).Take(4).Select(picture => Turned(picture, middle, shift)), .. film.Skip(12).Take(4),
        ];
        Assert.Equal(new GuideVerdict(GuideOutcome.Passed, GuideReason.None), Judge(pictures, side));
        var other = side == HeadSide.Left ? HeadSide.Right : HeadSide.Left;
        Assert.Equal(new GuideVerdict(GuideOutcome.Failed, GuideReason.NoTurn), Judge(pictures, other));
    }

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
    public void An_empty_room_has_nobody() => Assert.Equal(
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

    /// <summary>
    /// The face in the first seconds of the film with its middle shifted between the ears, as a turned head has it: there is no
    /// film of a turning head that may be had.
    /// </summary>
    private static StoredPicture Turned(StoredPicture picture, float x, float shift)
    {
        var (y, width) = (297f, 180f);
        var bytes = picture.Bytes.ToArray();
        var plane = (Start: 0, Width: picture.Width, Height: picture.Height, Scale: 1f);
        Shift(plane);
        plane = (picture.Width * picture.Height, picture.Width / 2, picture.Height / 2, 0.5f);
        Shift(plane);
        Shift(plane with { Start = plane.Start + (plane.Width * plane.Height) });
        return picture with { Bytes = bytes };

        void Shift((int Start, int Width, int Height, float Scale) plane)
        {
            var (left, right, middle) = ((x - (width / 2)) * plane.Scale, (x + (width / 2)) * plane.Scale, x * plane.Scale);
            var target = middle + (shift * width * plane.Scale);
            for (var row = (int)((y - width) * plane.Scale); row < Math.Min(plane.Height, (y + width) * plane.Scale); row++)
            {
                for (var at = (int)left + 1; at < right; at++)
                {
                    var from = at < target
                        ? left + ((at - left) * (middle - left) / (target - left))
                        : middle + ((at - target) * (right - middle) / (right - target));
                    bytes[plane.Start + (row * plane.Width) + at] = picture.Bytes[plane.Start + (row * plane.Width) + (int)from];
                }
            }
        }
    }

    private GuideVerdict Judge(IEnumerable<StoredPicture> pictures, HeadSide challenge = HeadSide.Left)
    {
        var observer = new PictureObserver(_pool);
        var judgement = GuideJudgement.Begin(new(), challenge, GuideSample.Start);
        foreach (var (number, picture) in pictures.Index())
        {
            judgement = judgement.Observe(observer.Observe(picture.Picture, GuideSample.At(number), out _));
        }

        return judgement.Close().Verdict!.Value;
    }
}
