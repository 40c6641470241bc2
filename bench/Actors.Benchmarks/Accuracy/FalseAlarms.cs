using System.Collections.Immutable;
using Actors.Testing;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Benchmarks.Accuracy;

/// <summary>False detections in pictures without a face.</summary>
internal sealed class FalseAlarms(Gallery gallery, FaceDetectorPool detectors)
{
    /// <summary>Prints the table.</summary>
    public void Print()
    {
        AccuracyTable.Begin("Pictures without a face", "pictures", "number", "with a false face", "highest score");
        Print("crops of the photographs that touch no face: rooms, clothes, arms, hair", FacelessCrops.Of(gallery));
        Print("the room behind the man of the film, two per second", gallery.Film(2, "crop=136:102:0:55", seconds: 30));
        Print("one colour, from black to white", Enumerable.Range(0, 24).Select(step => Grey((_, _) => (byte)(16 + (step * 9)))));
        Print("noise", Enumerable.Range(1, 100).Select(seed => Noise((ulong)seed)));
        Print("stripes and squares", Patterns());
    }

    private void Print(string what, IEnumerable<byte[]> pictures)
    {
        var (count, alarms, highest) = (0, 0, 0f);
        foreach (var picture in pictures)
        {
            var faces = Look(Gallery.Picture(picture));
            count++;
            alarms += faces.Length > 0 ? 1 : 0;
            highest = faces.Aggregate(highest, (most, face) => Math.Max(most, face.Score));
        }

        AccuracyTable.Add(what, $"{count}", $"{alarms}", alarms == 0 ? "–" : $"{highest:0.00}");
    }

    private ImmutableArray<Face> Look(in I420Picture picture) => detectors.Detect(picture) is FacesDetected { Faces: var faces }
        ? faces
        : throw new InvalidOperationException("The detector failed.");

    private static IEnumerable<byte[]> Patterns() =>
        from side in (int[])[5, 10, 20, 40, 80]
        from picture in (byte[][])
        [
            Grey((x, _) => Dark(x / side)), Grey((_, y) => Dark(y / side)), Grey((x, y) => Dark((x / side) + (y / side))),
        ]
        select picture;

    private static byte Dark(int number) => (byte)(number % 2 == 0 ? 30 : 220);

    private static byte[] Grey(Func<int, int, byte> luma)
    {
        var picture = new byte[Gallery.Width * Gallery.Height * 3 / 2];
        Array.Fill(picture, (byte)128);
        for (var at = 0; at < Gallery.Width * Gallery.Height; at++)
        {
            picture[at] = luma(at % Gallery.Width, at / Gallery.Width);
        }

        return picture;
    }

    private static byte[] Noise(ulong seed)
    {
        var random = new SeededRandom(seed);
        return Grey((_, _) => (byte)random.Next(16, 236));
    }
}
