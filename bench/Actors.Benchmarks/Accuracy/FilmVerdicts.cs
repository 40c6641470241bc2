using System.Globalization;
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
        "passing", "passing-480x640", "passing-360x640", "passing-narrow-room", "no-face", "two-faces", "too-small",
        "off-frame", "dark", "upside-down", "blank-wall", "white-wall", "white-wall-360x640", "mask", "mask-360x640", "still-photograph",
        "still-photograph-360x640", "frozen", "frozen-360x640",
    ];

    /// <summary>Prints the table of verdicts, and that of what is measured around and on the face.</summary>
    public static void Print(FaceDetectorPool detectors)
    {
        var films = Films.Select(name => (Name: name, Pictures: Watch(name, detectors))).ToList();
        AccuracyTable.Begin("Whole calls with films", "film", "passed", "failed", "unknown", "reasons");
        foreach (var (name, film) in films)
        {
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

        AccuracyTable.Begin("Background and bareness", "film", "faces", "spread", "edges", "bareness");
        foreach (var (name, film) in films)
        {
            var faces = film.Where(seen => !seen.Faces.IsEmpty).ToList();
            AccuracyTable.Add(
                name, AccuracyTable.Of(faces.Count, film.Count), Range(faces, seen => seen.Quality.BackgroundSpread),
                Range(faces, seen => seen.Quality.BackgroundEdges), Range(film, seen => seen.Quality.Bareness));
        }
    }

    /// <summary>The median, and the least and the greatest value.</summary>
    private static string Range(List<Observation> film, Func<Observation, float?> measure)
    {
        var values = film.Select(measure).OfType<float>().Order().ToList();
        return values.Count == 0
            ? "–"
            : string.Create(
                CultureInfo.InvariantCulture, $"{values[values.Count / 2]:0.00} ({values[0]:0.00} to {values[^1]:0.00})");
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
