using Actors.Testing.Media;
using Actors.Vision.Detectors;
using Actors.Vision.Guidance;
using Actors.Vision.Pictures;
using Actors.Vision.Tests.Detectors;
using Actors.Vision.Tests.Guidance;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Vp8;

namespace Actors.Vision.Tests.Media;

/// <summary>
/// The films of <c>tests/media</c> as a call sees them: key frames, two a second, decoded, looked at and judged. Each
/// film starts again when it is over.
/// </summary>
public sealed class FilmTests : IDisposable
{
    private readonly FaceDetectorPool _pool = new(TestModels.Front, 1);

    public static TheoryData<HeadSide> Sides => [HeadSide.Left, HeadSide.Right];

    [Theory]
    [InlineData("passing", 640, 480)]
    [InlineData("passing-360x640", 360, 640)]
    [InlineData("passing-480x640", 480, 640)]
    [InlineData("passing-narrow-room", 360, 640)]
    public void A_person_who_turns_the_head_passes_whenever_the_call_begins(string name, int width, int height)
    {
        var film = Watch(name, width, height);
        Assert.Equal(26, film.Count);
        Assert.All(
            from first in Enumerable.Range(0, film.Count) from side in Enum.GetValues<HeadSide>() select (side, first),
            start => Assert.Equal(
                new GuideVerdict(GuideOutcome.Passed, GuideReason.None), Judge(film, start.side, start.first)));
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void A_turn_counts_although_pictures_come_a_little_too_often_or_too_seldom(HeadSide side)
    {
        var film = Watch("passing");
        Assert.All(
            [0.35, 0.6, 0.7],
            seconds => Assert.Equal(
                GuideOutcome.Passed, Judge(film, side, first: 3, TimeSpan.FromSeconds(seconds)).Outcome));
    }

    [Theory]
    [InlineData(HeadSide.Left, 15, 11)]
    [InlineData(HeadSide.Right, 0, 20)]
    public void A_turn_to_the_other_side_is_none(HeadSide side, int first, int count) => Assert.Equal(
        new GuideVerdict(GuideOutcome.Failed, GuideReason.NoTurn),
        Watch("passing").Skip(first).Take(count).Aggregate(
            GuideJudgement.Begin(new(), side, GuideSample.Start), (judgement, seen) => judgement.Observe(seen)).Close().Verdict);

    [Theory]
    [InlineData("no-face", GuideReason.NoFace)]
    [InlineData("two-faces", GuideReason.MoreThanOneFace)]
    [InlineData("too-small", GuideReason.TooFar)]
    [InlineData("off-frame", GuideReason.NotInFrame)]
    [InlineData("dark", GuideReason.TooDark)]
    [InlineData("upside-down", GuideReason.NoFace)]
    [InlineData("still-photograph", GuideReason.NoTurn)]
    [InlineData("still-photograph-360x640", GuideReason.NoTurn)]
    [InlineData("frozen", GuideReason.NoTurn)]
    [InlineData("frozen-360x640", GuideReason.NoTurn)]
    public void What_is_wrong_with_a_film_is_told(string name, GuideReason reason) =>
        AssertJudged(name, new(GuideOutcome.Failed, reason), null);

    /// <summary>The person turns the head as asked, and does not pass all the same.</summary>
    [Theory]
    [InlineData("blank-wall", GuideReason.BlankBackground, GuideCode.ShowBackground)]
    [InlineData("white-wall", GuideReason.BlankBackground, GuideCode.ShowBackground)]
    [InlineData("white-wall-360x640", GuideReason.BlankBackground, GuideCode.ShowBackground)]
    [InlineData("mask", GuideReason.FaceCovered, GuideCode.UncoverFace)]
    [InlineData("mask-360x640", GuideReason.FaceCovered, GuideCode.UncoverFace)]
    public void A_plain_wall_or_a_mask_is_told_and_left_to_staff(string name, GuideReason reason, GuideCode told) =>
        AssertJudged(name, new(GuideOutcome.Unknown, reason), told);

    public void Dispose() => _pool.Dispose();

    /// <param name="name">The film.</param>
    /// <param name="verdict">Its verdict, for both sides of the challenge and several starts.</param>
    /// <param name="told">What the person must be told within three seconds; <c>null</c> if anything.</param>
    private void AssertJudged(string name, GuideVerdict verdict, GuideCode? told)
    {
        var isUpright = name.EndsWith("360x640", StringComparison.Ordinal);
        var film = isUpright ? Watch(name, 360, 640) : Watch(name);
        foreach (var first in (int[])[0, 1, film.Count / 2])
        {
            foreach (var side in Enum.GetValues<HeadSide>())
            {
                Assert.Equal(verdict, Judge(film, side, first));
                Assert.True(told is null || Judge(film, side, first, upTo: 6).Guidance == told);
            }
        }
    }

    /// <summary>What is seen of each key frame; its time is that of the film.</summary>
    private List<Observation> Watch(string name, int width = 640, int height = 480)
    {
        var film = IvfReader.Read(File.ReadAllBytes(TestMedia.Ivf(name)));
        Assert.Equal((width, height, TimeSpan.FromSeconds(0.05)), (film.Width, film.Height, film.FrameTime));
        var observer = new PictureObserver(_pool);
        using var decoder = new Vp8Decoder();
        var seen = new List<Observation>();
        foreach (var (number, frame) in film.Frames.Index())
        {
            Assert.Equal(Vp8DecoderResult.Picture, decoder.Decode(frame.Span, out var picture));
            Assert.True(Vp8FrameHeader.TryRead(frame.Span, out var header));
            Assert.Equal(number % 10 == 0, header.IsKeyFrame);
            if (header.IsKeyFrame)
            {
                seen.Add(observer.Observe(Planes(picture), GuideSample.At(number / 10), out _));
            }
        }

        return seen;
    }

    private static GuideVerdict Judge(List<Observation> film, HeadSide side, int first, TimeSpan? interval = null) =>
        Judge(film, side, first, int.MaxValue, interval).Verdict!.Value;

    private static GuideJudgement Judge(
        List<Observation> film, HeadSide side, int first, int upTo, TimeSpan? interval = null)
    {
        var judgement = GuideJudgement.Begin(new(), side, GuideSample.Start);
        for (var number = 0; judgement.Verdict is null && number < upTo; number++)
        {
            // A picture that comes late is the one that the film shows by then.
            var after = (interval ?? GuideSample.Interval) * number;
            var shown = film[(first + (int)(after / GuideSample.Interval)) % film.Count];
            judgement = judgement.Observe(shown with { At = GuideSample.Start + after });
        }

        return judgement;
    }

    private static I420Picture Planes(in Vp8DecoderPicture picture) => new(
        new(picture.Y, picture.YStride, picture.Width, picture.Height),
        new(picture.U, picture.UStride, (picture.Width + 1) / 2, (picture.Height + 1) / 2),
        new(picture.V, picture.VStride, (picture.Width + 1) / 2, (picture.Height + 1) / 2));
}
