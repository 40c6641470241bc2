using System.Collections.Immutable;
using System.Globalization;
using Actors.Testing.Media;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;

namespace Actors.Benchmarks.Accuracy;

/// <summary>
/// Recall and precision by threshold, for faces as wide as the rules require and for pictures without a face.
/// </summary>
internal sealed class ThresholdAccuracy(Gallery gallery, LoadedFaceModel model)
{
    private static readonly double[] Widths = [0.20, 0.30, 0.40, 0.50, 0.60];

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        AccuracyTable.Begin(
            "Threshold, with faces from 0.20 to 0.60 of the width and crops without a face",
            "threshold", "recall", "false faces in them", "crops with a false face", "precision of both");
        var crops = FacelessCrops.Of(gallery).ToList();
        foreach (var threshold in (float[])[0.5f, 0.6f, 0.7f, 0.75f, 0.8f, 0.85f, 0.9f])
        {
            using var detector = new FaceDetector(model, new() { Score = threshold });
            var recall = new Recall();
            foreach (var face in LabelledFace.All.Where(face => !face.IsProfile))
            {
                foreach (var width in Widths)
                {
                    recall.Add(Look(detector, gallery.Portrait(face, width)), width * Gallery.Width, face.OthersIn(width));
                }
            }

            var alarms = crops.Count(crop => Look(detector, crop).Length > 0);
            var precision = (double)recall.Found / (recall.Found + recall.Elsewhere + alarms);
            AccuracyTable.Add(
                Text(threshold),
                $"{AccuracyTable.Of(recall.Found, recall.Pictures)} ({Text((double)recall.Found / recall.Pictures)})",
                $"{recall.Elsewhere}", AccuracyTable.Of(alarms, crops.Count), Text(precision));
        }
    }

    private static ImmutableArray<Face> Look(FaceDetector detector, byte[] picture) =>
        detector.Detect(Gallery.Picture(picture)) is FacesDetected { Faces: var faces }
            ? faces
            : throw new InvalidOperationException("The detector failed.");

    private static string Text(double value) => value.ToString("0.00#", CultureInfo.InvariantCulture);
}
