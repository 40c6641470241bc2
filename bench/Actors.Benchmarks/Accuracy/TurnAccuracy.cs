using Actors.Benchmarks.Harness;
using Actors.Testing.Media;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;

namespace Actors.Benchmarks.Accuracy;

/// <summary>How well the turn of a head is told, and that a picture which is held askew is none.</summary>
internal sealed class TurnAccuracy(Gallery gallery, FaceDetectorPool detectors)
{
    /// <summary>The man sits there in the first seconds of the film.</summary>
    private const int Seconds = 13;

    private const string Sitting = "crop=320:240:44:56";
    private static readonly GuideRules Rules = new();

    /// <summary>His head in pictures of the gallery: twice its place in the cropped film.</summary>
    private static readonly (double X, double Y, double HalfWidth, double HalfHeight) Head =
        (2 * (205 - 44), 2 * (168 - 56), 2 * 54, 2 * 88);

    /// <summary>A head that is turned on an egg.</summary>
    public void TellHeads()
    {
        AccuracyTable.Begin(
            "A head on an egg, degrees to the right of the picture",
            "degrees", "found", "turn, mean (least to greatest)", "looks ahead", "turned to the right side");
        var film = gallery.Film(2, Sitting, Seconds).ToList();
        foreach (var degrees in (int[])[-65, -50, -45, -40, -35, -25, -15, 0, 15, 25, 35, 40, 45, 50, 65])
        {
            Tell(degrees, [.. film.Select(picture => Warp.TurnHead(picture, Head, degrees))]);
        }
    }

    /// <summary>Photographs on a sheet of paper that is turned.</summary>
    public void TellSheets()
    {
        AccuracyTable.Begin(
            "Photographs on a sheet that is turned, degrees",
            "degrees", "found", "turn, mean (least to greatest)", "looks ahead", "taken for a turned head");
        foreach (var degrees in (int[])[-60, -45, -30, -15, 0, 15, 30, 45, 60])
        {
            Tell(degrees, [.. LabelledFace.All.Where(face => !face.IsProfile)
                .Select(face => Warp.TurnSheet(gallery.Portrait(face), degrees))]);
        }
    }

    private void Tell(int degrees, IReadOnlyList<byte[]> pictures)
    {
        var turns = new List<float>();
        foreach (var picture in pictures)
        {
            if (detectors.Detect(Gallery.Picture(picture)) is FacesDetected { Faces: [var face, ..] })
            {
                turns.Add(face.Keypoints.Turn);
            }
        }

        var ahead = turns.Count(turn => MathF.Abs(turn) < Rules.FrontalTurn);
        var turned = turns.Count(turn => MathF.Abs(turn) >= Rules.ChallengeTurn && (turn > 0) == (degrees > 0));
        var range = turns.Count == 0
            ? "–"
            : $"{Figures.Of(turns.Average())} ({Figures.Of(turns.Min())} to {Figures.Of(turns.Max())})";
        AccuracyTable.Add(
            $"{degrees}°", AccuracyTable.Of(turns.Count, pictures.Count), range, AccuracyTable.Of(ahead, pictures.Count),
            AccuracyTable.Of(turned, pictures.Count));
    }
}
