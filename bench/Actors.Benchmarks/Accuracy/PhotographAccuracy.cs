using System.Globalization;
using Actors.Benchmarks.Harness;
using Actors.Testing.Media;
using Actors.Vision;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;

namespace Actors.Benchmarks.Accuracy;

/// <summary>How many faces of the photographs are found when they are small, dark, tilted or blurred.</summary>
internal sealed class PhotographAccuracy(Gallery gallery, FaceDetectorPool detectors)
{
    private static readonly string[] Columns = ["found", "lowest score", "elsewhere"];
    private readonly PictureObserver _observer = new(detectors);

    private static IEnumerable<LabelledFace> Frontal => LabelledFace.All.Where(face => !face.IsProfile);

    /// <summary>By the width of the face; the face in profile is counted separately.</summary>
    public void PrintSizes()
    {
        AccuracyTable.Begin(
            "Width of the face in parts of the width of the picture", ["width", .. Columns, "in profile"]);
        foreach (var part in (double[])[0.06, 0.08, 0.10, 0.12, 0.15, 0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90])
        {
            var (frontal, profile) = (new Recall(), new Recall());
            foreach (var face in LabelledFace.All)
            {
                var seen = Look(gallery.Portrait(face, part));
                (face.IsProfile ? profile : frontal).Add(seen.Faces, part * Gallery.Width, face.OthersIn(part));
            }

            AccuracyTable.Add(
                [Text(part, "0.00"), .. AccuracyTable.Of(frontal), AccuracyTable.Of(profile.Found, profile.Pictures)]);
        }
    }

    /// <summary>By light: luma above black times a factor, clipped at white.</summary>
    public void PrintLight()
    {
        AccuracyTable.Begin(
            "Light, relative to the photograph", ["light", .. Columns, "mean luma of the faces", "told \"too dark\""]);
        foreach (var gain in (double[])[2, 1.5, 1, 0.5, 0.25, 0.12, 0.06, 0.03])
        {
            var recall = new Recall();
            var (luma, dark) = (new List<float>(), 0);
            foreach (var face in Frontal)
            {
                var seen = Look(gallery.Portrait(face, filter: $"lutyuv=y='clip(16+(val-16)*{Text(gain, "0.00")},16,235)'"));
                recall.Add(seen.Faces, Gallery.UsualFace * Gallery.Width, face.OthersIn(Gallery.UsualFace));
                luma.AddRange(seen.Quality.FaceLuma is { } mean ? [mean] : []);
                dark += Judge(seen) == GuideCode.TooDark ? 1 : 0;
            }

            var range = luma.Count == 0
                ? "–"
                : $"{Figures.Of(luma.Average())} ({Figures.Of(luma.Min())} to {Figures.Of(luma.Max())})";
            AccuracyTable.Add([Text(gain, "0.##"), .. AccuracyTable.Of(recall), range, AccuracyTable.Of(dark, recall.Pictures)]);
        }
    }

    /// <summary>By roll, with the error of the measured roll, compared with the roll in the upright photograph.</summary>
    public void PrintRoll()
    {
        AccuracyTable.Begin(
            "Roll, degrees clockwise", ["roll", .. Columns, "error of the roll, mean (greatest)", "accepted as upright"]);
        var upright = Frontal.ToDictionary(face => face, face => Find(face, "null", new Recall())?.Keypoints.RollDegrees);
        foreach (var degrees in (int[])[0, 10, -10, 20, -20, 30, -30, 45, -45, 60, -60, 90, -90, 180])
        {
            var recall = new Recall();
            var (errors, taken) = (new List<float>(), 0);
            foreach (var face in Frontal)
            {
                if (Find(face, $"rotate={degrees}*PI/180", recall) is { } found)
                {
                    taken += MathF.Abs(found.Keypoints.RollDegrees) <= new GuideRules().MaxRollDegrees ? 1 : 0;
                    errors.AddRange(upright[face] is { } own
                        ? [MathF.Abs(MathF.IEEERemainder(found.Keypoints.RollDegrees - own - degrees, 360))]
                        : []);
                }
            }

            var error = errors.Count == 0 ? "–" : $"{Figures.Of(errors.Average())}° ({Figures.Of(errors.Max())}°)";
            AccuracyTable.Add([$"{degrees}°", .. AccuracyTable.Of(recall), error, AccuracyTable.Of(taken, recall.Pictures)]);
        }
    }

    /// <summary>By blur.</summary>
    public void PrintBlur()
    {
        AccuracyTable.Begin("Blur, sigma in pixels", ["sigma", .. Columns]);
        foreach (var sigma in (int[])[0, 2, 4, 7, 10, 14, 20])
        {
            var recall = new Recall();
            foreach (var face in Frontal)
            {
                Find(face, sigma == 0 ? "null" : $"gblur=sigma={sigma}", recall);
            }

            AccuracyTable.Add([$"{sigma}", .. AccuracyTable.Of(recall)]);
        }
    }

    /// <summary>The guidance after the first picture.</summary>
    private static GuideCode Judge(Observation seen) =>
        GuideJudgement.Begin(new(), HeadSide.Left, DateTimeOffset.UnixEpoch).Observe(seen).Guidance;

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private Face? Find(LabelledFace face, string filter, Recall recall) => recall.Add(
        Look(gallery.Portrait(face, filter: filter)).Faces, Gallery.UsualFace * Gallery.Width, face.OthersIn(Gallery.UsualFace));

    private Observation Look(byte[] picture) =>
        _observer.Observe(Gallery.Picture(picture), DateTimeOffset.UnixEpoch.AddSeconds(1), out _);
}
