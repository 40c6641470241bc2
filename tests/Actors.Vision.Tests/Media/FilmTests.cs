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
    [MemberData(nameof(Sides))]
    public void A_person_who_turns_the_head_passes_whenever_the_call_begins(HeadSide side)
    {
        var film = Watch("passing");
        Assert.Equal(26, film.Count);
        Assert.All(
            Enumerable.Range(0, film.Count),
            first => Assert.Equal(new GuideVerdict(GuideOutcome.Passed, GuideReason.None), Judge(film, side, first)));
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
    [InlineData("blank-wall", GuideReason.BlankBackground)]
    [InlineData("still-photograph", GuideReason.NoTurn)]
    [InlineData("frozen", GuideReason.NoTurn)]
    public void What_is_wrong_with_a_film_is_told(string name, GuideReason reason)
    {
        var film = Watch(name);
        Assert.All(
            [0, 1, film.Count / 2],
            first => Assert.All(
                Sides,
                side => Assert.Equal(new GuideVerdict(GuideOutcome.Failed, reason), Judge(film, side.Data, first))));
    }

    public void Dispose() => _pool.Dispose();

    /// <summary>What is seen of each key frame; its time is that of the film.</summary>
    private List<Observation> Watch(string name)
    {
        var film = IvfReader.Read(File.ReadAllBytes(TestMedia.Ivf(name)));
        Assert.Equal((640, 480, TimeSpan.FromSeconds(0.05)), (film.Width, film.Height, film.FrameTime));
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

    private static GuideVerdict Judge(List<Observation> film, HeadSide side, int first, TimeSpan? interval = null)
    {
        var judgement = GuideJudgement.Begin(new(), side, GuideSample.Start);
        for (var number = 0; judgement.Verdict is null; number++)
        {
            // A picture that comes late is the one that the film shows by then.
            var after = (interval ?? GuideSample.Interval) * number;
            var shown = film[(first + (int)(after / GuideSample.Interval)) % film.Count];
            judgement = judgement.Observe(shown with { At = GuideSample.Start + after });
        }

        return judgement.Verdict.Value;
    }

    private static I420Picture Planes(in Vp8DecoderPicture picture) => new(
        new(picture.Y, picture.YStride, picture.Width, picture.Height),
        new(picture.U, picture.UStride, (picture.Width + 1) / 2, (picture.Height + 1) / 2),
        new(picture.V, picture.VStride, (picture.Width + 1) / 2, (picture.Height + 1) / 2));
}
