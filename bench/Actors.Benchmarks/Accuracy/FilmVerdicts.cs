using Actors.Server.Calls;
using Actors.Testing.Media;
using Actors.Vision;
using Actors.Vision.Detectors;
using Actors.Vision.Guidance;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Accuracy;

/// <summary>
/// Verdicts on the films of <c>tests/media</c>: two key frames per second, started at each key frame, for both sides.
/// </summary>
internal static class FilmVerdicts
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private static readonly string[] Films =
    [
        "passing", "no-face", "two-faces", "too-small", "off-frame", "dark", "upside-down", "blank-wall", "still-photograph",
        "frozen",
    ];

    /// <summary>Prints the table.</summary>
    public static void Print(FaceDetectorPool detectors)
    {
        AccuracyTable.Begin("Whole calls with films", "film", "passed", "failed", "unknown", "reasons");
        foreach (var name in Films)
        {
            var film = Watch(name, detectors);
            var verdicts = (
                from first in Enumerable.Range(0, Math.Min(film.Count, 26))
                from side in Enum.GetValues<HeadSide>()
                select Judge(film, side, first)).ToList();
            var reasons = verdicts.Where(verdict => verdict.Outcome != GuideOutcome.Passed)
                .Select(verdict => verdict.ReasonCode).Distinct().Order();
            AccuracyTable.Add(
                name, Count(verdicts, GuideOutcome.Passed), Count(verdicts, GuideOutcome.Failed),
                Count(verdicts, GuideOutcome.Unknown), string.Join(", ", reasons.DefaultIfEmpty("–")));
        }
    }

    private static string Count(List<GuideVerdict> verdicts, GuideOutcome outcome) =>
        AccuracyTable.Of(verdicts.Count(verdict => verdict.Outcome == outcome), verdicts.Count);

    private static List<Observation> Watch(string name, FaceDetectorPool detectors)
    {
        var observer = new PictureObserver(detectors);
        using var decoder = new Vp8Decoder();
        var seen = new List<Observation>();
        foreach (var frame in IvfReader.Read(File.ReadAllBytes(TestMedia.Ivf(name))).Frames)
        {
            var isSeen = decoder.Decode(frame.Span, out var picture) == Vp8DecoderResult.Picture;
            if (isSeen && !Vp8FrameHeader.IsInterFrame(frame.Span))
            {
                seen.Add(observer.Observe(PictureTranslation.Of(picture), DateTimeOffset.UnixEpoch, out _));
            }
        }

        return seen;
    }

    private static GuideVerdict Judge(List<Observation> film, HeadSide side, int first)
    {
        var judgement = GuideJudgement.Begin(new(), side, DateTimeOffset.UnixEpoch);
        for (var number = 0; judgement.Verdict is null; number++)
        {
            var shown = film[(first + number) % film.Count];
            judgement = judgement.Observe(shown with { At = DateTimeOffset.UnixEpoch + (Interval * number) });
        }

        return judgement.Verdict.Value;
    }
}
