using Actors.Benchmarks.Harness;
using Actors.Testing.Media;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;

namespace Actors.Benchmarks.Accuracy;

/// <summary>How well the turn of a head is measured, and whether a tilted picture counts as a turn.</summary>
internal sealed class TurnAccuracy(Gallery gallery, FaceDetectorPool detectors)
{
    /// <summary>The part of the film in which the man sits and looks at the camera.</summary>
    private const int Seconds = 13;

    private const string Sitting = "crop=320:240:44:56";
    private static readonly GuideRules Rules = new();
    private static readonly int[] Sheets = [-60, -45, -30, -15, 0, 15, 30, 45, 60];

    /// <summary>His head in pictures of the gallery, which have twice the size of the cropped film.</summary>
    private static readonly (double X, double Y, double HalfWidth, double HalfHeight) Head =
        (2 * (205 - 44), 2 * (168 - 56), 2 * 54, 2 * 88);

    /// <summary>A head drawn on an egg that is turned.</summary>
    public void PrintHeads()
    {
        AccuracyTable.Begin(
            "A head on an egg, degrees to the right of the picture",
            "degrees", "found", "turn, mean (least to greatest)", "looks ahead", "turned as asked");
        var film = gallery.Film(2, Sitting, Seconds).ToList();
        foreach (var degrees in (int[])[-65, -50, -45, -40, -35, -25, -15, 0, 15, 25, 35, 40, 45, 50, 65])
        {
            Print(degrees, [.. film.Select(picture => Warp.TurnHead(picture, Head, degrees))]);
        }
    }

    /// <summary>The same pictures on a sheet of paper that is turned.</summary>
    public void PrintSheets()
    {
        AccuracyTable.Begin(
            "A picture of a man who looks ahead, on a sheet that is turned, degrees",
            "degrees", "found", "turn, mean (least to greatest)", "looks ahead", "accepted as a turned head");
        var film = gallery.Film(2, Sitting, Seconds).ToList();
        foreach (var degrees in Sheets)
        {
            Print(degrees, [.. film.Select(picture => Warp.TurnSheet(picture, degrees))]);
        }
    }

    /// <summary>Photographs on such a sheet. Not all people in them look ahead.</summary>
    public void PrintPhotographs()
    {
        AccuracyTable.Begin(
            "Photographs on such a sheet, degrees",
            "degrees", "found", "change of the turn, mean (greatest)");
        var faces = LabelledFace.All.Where(face => !face.IsProfile).ToList();
        var flat = faces.ConvertAll(face => TurnOf(gallery.Portrait(face)));
        foreach (var degrees in Sheets.Where(degrees => degrees != 0))
        {
            var turned = faces.ConvertAll(face => TurnOf(Warp.TurnSheet(gallery.Portrait(face), degrees)));
            var changes = flat.Zip(turned, (before, after) => after - before).OfType<float>().Select(MathF.Abs).ToList();
            AccuracyTable.Add(
                $"{degrees}°", AccuracyTable.Of(changes.Count, faces.Count),
                changes.Count == 0 ? "–" : $"{Figures.Of(changes.Average())} ({Figures.Of(changes.Max())})");
        }
    }

    private void Print(int degrees, IReadOnlyList<byte[]> pictures)
    {
        var turns = new List<float>();
        foreach (var picture in pictures)
        {
            turns.AddRange(TurnOf(picture) is { } turn ? [turn] : []);
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

    /// <summary>The turn of the face with the highest score; <c>null</c> if there is no face.</summary>
    private float? TurnOf(byte[] picture) =>
        detectors.Detect(Gallery.Picture(picture)) is FacesDetected { Faces: [var face, ..] } ? face.Keypoints.Turn : null;
}
